#include "geo/byte_source.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "geo/error.hpp"
#include "geo/text.hpp"

namespace geo {

/// zlib's inflate (RFC 1950 to 1952), which checks the length and CRC-32 of each member.
class ByteSource::Inflater {
public:
    explicit Inflater(ByteSource& source) : m_source(source), m_compressed(buffer_bytes) {
        constexpr int gzip_only = 16;
        if (inflateInit2(&m_stream, MAX_WBITS + gzip_only) != Z_OK)
            throw InternalError("zlib cannot be started");
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    std::size_t read(std::span<char> into) {
        m_stream.next_out = reinterpret_cast<Bytef*>(into.data());
        m_stream.avail_out = static_cast<uInt>(into.size());
        while (m_stream.avail_out > 0 && !m_ended) {
            if (m_stream.avail_in == 0 && !refill()) {
                if (!m_between_members) fail("is cut short", "fetch or copy it again");
                m_ended = true;
            } else if (m_between_members && !begin_member()) {
                m_ended = true;
            } else {
                inflate_some();
            }
        }
        return into.size() - m_stream.avail_out;
    }

private:
    static constexpr std::size_t buffer_bytes = std::size_t{1} << 18;

    [[noreturn]] void fail(const std::string& what, const char* remedy) const {
        throw InputError(m_source.m_path, "the gzip file " + what, remedy);
    }

    bool refill() {
        const std::size_t got = m_source.read_file(m_compressed);
        m_stream.next_in = reinterpret_cast<Bytef*>(m_compressed.data());
        m_stream.avail_in = static_cast<uInt>(got);
        return got > 0;
    }

    /// False when nothing but padding follows the last member, which tapes and block devices add.
    bool begin_member() {
        if (*m_stream.next_in == 0) return false;
        m_between_members = false;
        inflateReset(&m_stream);
        return true;
    }

    void inflate_some() {
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        if (result == Z_STREAM_END) {
            m_between_members = true;
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            fail(std::string("is damaged") +
                     (m_stream.msg == nullptr ? "" : " (" + std::string(m_stream.msg) + ")"),
                 "fetch or copy it again");
        }
    }

    ByteSource& m_source;
    std::vector<char> m_compressed;
    z_stream m_stream{};
    bool m_between_members = false;
    bool m_ended = false;
};

ByteSource::ByteSource(const std::filesystem::path& path)
    : m_path(path.string()), m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (m_descriptor < 0) throw InputError(m_path, "cannot be opened", "check its permissions");
    constexpr std::size_t magic_bytes = 2;
    std::array<char, magic_bytes> head{};
    const std::size_t got = read_file(head);
    m_head.assign(head.data(), got);
    if (m_head == "\x1F\x8B") {
        m_inflater = std::make_unique<Inflater>(*this);
    } else if (lower_extension(path) == ".gz") {
        ::close(m_descriptor);
        throw InputError(m_path, "ends in .gz and is no gzip file", "unpack it, or name it by what it is");
    }
}

ByteSource::~ByteSource() {
    ::close(m_descriptor);
}

std::size_t ByteSource::read(std::span<char> into) {
    return m_inflater ? m_inflater->read(into) : read_file(into);
}

std::size_t ByteSource::read_file(std::span<char> into) {
    std::size_t filled = std::min(m_head.size(), into.size());
    std::memcpy(into.data(), m_head.data(), filled);
    m_head.erase(0, filled);
    while (filled < into.size()) {
        const ssize_t got = ::read(m_descriptor, into.data() + filled, into.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw InputError(m_path, "cannot be read to its end", std::strerror(errno));
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

}  // namespace geo
