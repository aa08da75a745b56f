// Runs the built executable as a user would, and catches what it prints and how it ends.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace support {

struct RunResult {
    int exit_code = -1;  ///< 128 + signal when a signal ended it, as a shell sees it
    std::string out;
    std::string err;
};

/// A process that has been started; wait() for it exactly once.
class RunningFootprint {
public:
    RunningFootprint(const std::filesystem::path& folder, std::vector<std::string> words,
                     const std::string& stdout_path = {},
                     const std::map<std::string, std::string>& environment = {})
        : m_out(stdout_path.empty() ? (folder / "stdout.txt").string() : stdout_path),
          m_err((folder / "stderr.txt").string()),
          m_keeps_out(stdout_path.empty()) {
        words.insert(words.begin(), FOOTPRINT_EXECUTABLE);
        m_pid = ::fork();
        if (m_pid != 0) return;
        const int out = ::open(m_out.c_str(), O_WRONLY | O_CREAT | (m_keeps_out ? O_TRUNC : 0), 0644);
        const int err = ::open(m_err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(err, STDERR_FILENO);
        for (const auto& [name, value] : environment)
            ::setenv(name.c_str(), value.c_str(), 1);
        if (::chdir(folder.c_str()) != 0) ::_exit(126);
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        ::execv(FOOTPRINT_EXECUTABLE, arguments.data());
        ::_exit(127);
    }

    void send(int signal) const { ::kill(m_pid, signal); }

    RunResult wait() {
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        RunResult result;
        result.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        if (m_keeps_out) result.out = take(m_out);
        result.err = take(m_err);
        return result;
    }

private:
    static std::string take(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        in.close();
        std::filesystem::remove(path);
        return text;
    }

    std::string m_out;
    std::string m_err;
    bool m_keeps_out;
    pid_t m_pid = -1;
};

/// Runs `footprint WORDS...` in `folder` to its end.
inline RunResult run_footprint(const std::filesystem::path& folder, std::vector<std::string> words,
                               const std::string& stdout_path = {},
                               const std::map<std::string, std::string>& environment = {}) {
    return RunningFootprint(folder, std::move(words), stdout_path, environment).wait();
}

}  // namespace support
