// Only under ThreadSanitizer, which knows pthreads but not C11's threads, that librdkafka is built with: these stand in
// front of glibc's, so that its threads and locks are seen.
#include <cerrno>
#include <cstdint>
#include <pthread.h>
#include <threads.h>

namespace {

struct Start {
  thrd_start_t run;
  void* argument;
};

void* run_thread(void* raw) {
  const Start start = *static_cast<Start*>(raw);
  delete static_cast<Start*>(raw);
  return reinterpret_cast<void*>(static_cast<std::intptr_t>(start.run(start.argument)));
}

// glibc's C11 types have room for the pthread ones, and are initialised by mtx_init and cnd_init below.
pthread_mutex_t* mutex_of(mtx_t* mutex) { return reinterpret_cast<pthread_mutex_t*>(mutex); }
pthread_cond_t* condition_of(cnd_t* condition) { return reinterpret_cast<pthread_cond_t*>(condition); }
int result_of(int error) { return error == 0 ? thrd_success : error == ETIMEDOUT ? thrd_timedout : thrd_error; }

}  // namespace

extern "C" {

// librdkafka counts references with atomics of its own that the sanitizer can't see, and so believes that it frees
// buffers that are still read. libuv closes files by the system call itself, which it can't see either: a number that
// is given out again, in another thread, then looks like one file with two owners.
const char* __tsan_default_suppressions() { return "race:librdkafka.so.1\nrace:libuv.so.1\n"; }

int thrd_create(thrd_t* thread, thrd_start_t run, void* argument) {
  return result_of(::pthread_create(thread, nullptr, run_thread, new Start{run, argument}));
}
int thrd_join(thrd_t thread, int* result) {
  void* value = nullptr;
  const int error = ::pthread_join(thread, &value);
  if (result) *result = static_cast<int>(reinterpret_cast<std::intptr_t>(value));
  return result_of(error);
}
int mtx_init(mtx_t* mutex, int type) {
  pthread_mutexattr_t attributes;
  ::pthread_mutexattr_init(&attributes);
  if (type & mtx_recursive) ::pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  const int error = ::pthread_mutex_init(mutex_of(mutex), &attributes);
  ::pthread_mutexattr_destroy(&attributes);
  return result_of(error);
}
void mtx_destroy(mtx_t* mutex) { ::pthread_mutex_destroy(mutex_of(mutex)); }
int mtx_lock(mtx_t* mutex) { return result_of(::pthread_mutex_lock(mutex_of(mutex))); }
int mtx_unlock(mtx_t* mutex) { return result_of(::pthread_mutex_unlock(mutex_of(mutex))); }
int cnd_init(cnd_t* condition) { return result_of(::pthread_cond_init(condition_of(condition), nullptr)); }
void cnd_destroy(cnd_t* condition) { ::pthread_cond_destroy(condition_of(condition)); }
int cnd_signal(cnd_t* condition) { return result_of(::pthread_cond_signal(condition_of(condition))); }
int cnd_broadcast(cnd_t* condition) { return result_of(::pthread_cond_broadcast(condition_of(condition))); }
int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  return result_of(::pthread_cond_wait(condition_of(condition), mutex_of(mutex)));
}
int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until) {
  return result_of(::pthread_cond_timedwait(condition_of(condition), mutex_of(mutex), until));
}

}  // extern "C"
