#include "cli/signals.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "geo/output_file.hpp"

namespace cli {
namespace {

enum class Stop { ends_the_process, may_be_asked, is_asked };
std::atomic<Stop> stop{Stop::ends_the_process};

bool is_ignored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void wait_and_end(sigset_t signals) {
    int taken = 0;
    bool is_only_asked = true;
    while (is_only_asked) {
        while (sigwait(&signals, &taken) != 0) {
        }
        Stop expected = Stop::may_be_asked;
        is_only_asked = taken == SIGINT && stop.compare_exchange_strong(expected, Stop::is_asked);
    }
    geo::abandon_outputs();
    ::signal(taken, SIG_DFL);
    // Only this thread takes the signal; the default action then ends the whole process.
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    ::raise(taken);
    ::_exit(128 + taken);
}

}  // namespace

void handle_signals() {
    ::signal(SIGPIPE, SIG_IGN);
    sigset_t signals;
    sigemptyset(&signals);
    // A signal that the parent had ignored (nohup, a background job of a script) stays ignored.
    for (const int signal : {SIGINT, SIGTERM}) {
        if (!is_ignored(signal)) sigaddset(&signals, signal);
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread(wait_and_end, signals).detach();
}

StopRequest::StopRequest() {
    stop = Stop::may_be_asked;
}

StopRequest::~StopRequest() {
    stop = Stop::ends_the_process;
}

bool StopRequest::is_asked() const {
    return stop == Stop::is_asked;
}

}  // namespace cli
