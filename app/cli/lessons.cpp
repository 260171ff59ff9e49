// `inflight lessons`: a line each, number, id and title.
#include <fmt/format.h>

#include "app/cli/commands.h"

namespace inflight {

int lessons_command() {
  const Result<std::vector<Lesson>> lessons = load_lessons();
  if (!lessons) return complain(lessons.error());
  for (const Lesson& lesson : lessons.value()) fmt::print("{}  {:<22} {}\n", lesson.number, lesson.id, lesson.title);
  return 0;
}

}  // namespace inflight
