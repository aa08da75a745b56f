// Interruption: a process that is told to stop leaves no half-written file behind.
#pragma once

namespace cli {

/// Call first thing in main(), before any thread exists. SIGINT and SIGTERM are taken by a thread of their
/// own, which removes outputs under construction and then ends the process by the same signal. SIGPIPE is
/// ignored: writing to a closed pipe fails as a write does.
void handle_signals();

/// While one exists, the first SIGINT only asks for an end, and the work may give what it has so far; the
/// second ends the process. SIGTERM ends it at once. One at a time.
class StopRequest {
public:
    StopRequest();
    ~StopRequest();
    StopRequest(const StopRequest&) = delete;
    StopRequest& operator=(const StopRequest&) = delete;

    [[nodiscard]] bool is_asked() const;
};

}  // namespace cli
