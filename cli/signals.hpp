// Interruption: a process that is told to stop leaves no half-written file behind.
#pragma once

namespace cli {

/// Call first thing in main(), before any thread exists. SIGINT and SIGTERM are taken by a thread of their
/// own, which removes outputs under construction and then ends the process by the same signal. SIGPIPE is
/// ignored: writing to a closed pipe fails as a write does.
void handle_signals();

}  // namespace cli
