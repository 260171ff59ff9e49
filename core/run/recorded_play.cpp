// See recorded_play.h.
#include "core/run/recorded_play.h"

#include <algorithm>

#include "core/run/recorded_run.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

constexpr std::size_t kPiece = 4 << 20;  // bytes of the file at once: some tens of milliseconds

// Passes facts on, and folds them as they will be folded, to compare with what the file says of its end.
class Folding : public FactSink {
 public:
  explicit Folding(World& world) : world_(world) {}
  void give_to(FactSink& sink) { sink_ = &sink; }
  void accept(const Fact& fact) override {
    sink_->accept(fact);
    apply(world_, fact);
  }

 private:
  World& world_;
  FactSink* sink_ = nullptr;
};

// A file that grows meanwhile has more than when it was opened, where it may have been empty.
int percent_of(const FileReader& file) {
  const std::uint64_t size = std::max<std::uint64_t>(1, file.size_bytes());
  return static_cast<int>(std::min(file.read_bytes(), size) * 100 / size);
}

class RecordedPlay : public Run {
 public:
  explicit RecordedPlay(OpenedRecording opened)
      : observes_(std::move(opened.header.observes)), file_(std::move(opened.rest)) {}

  RunState advance(Nanos, FactSink& sink) override {
    if (state_.ended || state_.failed) return state_;
    folding_.give_to(sink);
    const Result<bool> more = file_->read(folding_, kPiece);
    state_.reached_ns = world_.now_ns;
    state_.percent = percent_of(*file_);
    if (!more) {
      state_.failed = more.error();
    } else if (!more.value()) {
      state_.ended = true;
      for (const std::string& note : notes_on(*file_, world_)) state_.note += (state_.note.empty() ? "" : " ") + note;
    }
    return state_;
  }

  Status act(const Action&) override { return bad_input(std::string(kRecorded)); }
  std::string why_not(ActionKind) const override { return std::string(kRecorded); }
  const Observes& observes() const override { return observes_; }

 private:
  const Observes observes_;
  const std::unique_ptr<FileReader> file_;
  World world_;
  Folding folding_{world_};
  RunState state_;
};

}  // namespace

Result<std::unique_ptr<Run>> play_recording(const std::filesystem::path& path) {
  Result<OpenedRecording> opened = open_recording(path);
  if (!opened) return opened.error();
  return std::unique_ptr<Run>(std::make_unique<RecordedPlay>(std::move(opened).value()));
}

}  // namespace inflight
