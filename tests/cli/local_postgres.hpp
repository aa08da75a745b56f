// A PostgreSQL server for a test: a cluster of its own in a temporary folder, on a free port of the loopback
// address, gone when the test ends.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace support {

class LocalPostgres {
public:
    static constexpr const char* password = "s3cr3t-of-the-test";

    LocalPostgres() : m_binaries(find_binaries()) {
        if (m_binaries.empty()) {
            m_reason = "initdb is not installed (Debian's postgresql)";
            return;
        }
        // The server refuses to run as root.
        if (::geteuid() == 0) m_user = ::getpwnam("postgres");
        if (::geteuid() == 0 && m_user == nullptr) {
            m_reason = "there is no user postgres to run it as";
            return;
        }
        // Of its own, and short: the path of a socket has at most some hundred letters.
        const std::filesystem::path folder =
            std::filesystem::temp_directory_path() / ("footprint_postgres_" + std::to_string(::getpid()));
        std::error_code error;
        if (!std::filesystem::create_directory(folder, error)) {
            m_reason = "no temporary folder";
            return;
        }
        m_folder = folder;
        std::filesystem::permissions(m_folder, std::filesystem::perms::owner_all);
        if (m_user != nullptr && ::chown(m_folder.c_str(), m_user->pw_uid, m_user->pw_gid) != 0)
            m_reason = "the folder cannot be given to postgres";
        std::ofstream(m_folder / "password") << password << "\n";
        if (m_reason.empty() &&
            !run({"initdb", "-D", data(), "-U", "tester", "-A", "scram-sha-256", "--pwfile",
                  (m_folder / "password").string(), "-E", "UTF8", "--locale=C", "-N"}))
            m_reason = "initdb failed";
        if (m_reason.empty()) start();
    }

    ~LocalPostgres() {
        if (m_server > 0) {
            ::kill(m_server, SIGINT);
            ::waitpid(m_server, nullptr, 0);
        }
        std::error_code ignored;
        if (!m_folder.empty()) std::filesystem::remove_all(m_folder, ignored);
    }
    LocalPostgres(const LocalPostgres&) = delete;
    LocalPostgres& operator=(const LocalPostgres&) = delete;

    /// Why there is no server; empty when there is one.
    [[nodiscard]] const std::string& reason() const { return m_reason; }

    /// For GDAL and for psql.
    [[nodiscard]] std::string connection(const std::string& with_password = password) const {
        return "host=127.0.0.1 port=" + std::to_string(m_port) +
               " dbname=postgres user=tester password=" + with_password;
    }

    /// Runs a text of SQL; false when a statement fails.
    [[nodiscard]] bool run_sql(const std::string& text) const {
        const std::filesystem::path file = m_folder / "run.sql";
        std::ofstream(file) << text;
        return run({"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", connection(), "-f", file.string()},
                   false);
    }

private:
    static std::filesystem::path find_binaries() {
        std::error_code error;
        for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", error)) {
            if (std::filesystem::exists(version.path() / "bin/initdb")) return version.path() / "bin";
        }
        return {};
    }

    [[nodiscard]] std::string data() const { return (m_folder / "data").string(); }

    /// In a child: what the server may do and no more.
    void become_user() const {
        if (m_user == nullptr) return;
        if (::setgid(m_user->pw_gid) != 0 || ::setuid(m_user->pw_uid) != 0) ::_exit(126);
    }

    pid_t launch(std::vector<std::string> words, bool as_user) const {
        words.front() = (m_binaries / words.front()).string();
        const pid_t pid = ::fork();
        if (pid != 0) return pid;
        const int log = ::open((m_folder / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
        ::dup2(log, STDOUT_FILENO);
        ::dup2(log, STDERR_FILENO);
        if (as_user) become_user();
        // Should the test crash, the server goes with it.
        ::prctl(PR_SET_PDEATHSIG, SIGINT);
        if (::chdir(m_folder.c_str()) != 0) ::_exit(126);
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }

    bool run(std::vector<std::string> words, bool as_user = true) const {
        int status = 0;
        ::waitpid(launch(std::move(words), as_user), &status, 0);
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

    static int free_port() {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
        ::close(socket);
        return ntohs(address.sin_port);
    }

    void start() {
        m_port = free_port();
        m_server = launch({"postgres", "-D", data(), "-p", std::to_string(m_port), "-k", m_folder.string(),
                           "-h", "127.0.0.1", "-F"},
                          true);
        constexpr int most_tries = 300;
        for (int i = 0; i < most_tries; ++i) {
            if (run({"pg_isready", "-q", "-h", "127.0.0.1", "-p", std::to_string(m_port)})) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        m_reason = "the server did not start";
    }

    std::filesystem::path m_binaries;
    std::filesystem::path m_folder;
    const passwd* m_user = nullptr;
    std::string m_reason;
    pid_t m_server = -1;
    int m_port = 0;
};

}  // namespace support
