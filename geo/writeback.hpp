// The disk takes a long file while it is made. For .cpp files of geo alone.
#pragma once

#include <fcntl.h>

#include <cstddef>

namespace geo {

/// Hands a file over to the disk in pieces as it grows, so that the flush at its end has less to wait for.
class Writeback {
public:
    /// A write of more waits for the disk longer than it must.
    static constexpr std::size_t piece_bytes = std::size_t{1} << 20;

    /// To be called after all bytes up to `end` have been written. A hint: whether it is followed does not
    /// matter.
    void written(int descriptor, off_t end) {
        if (end - m_begun < static_cast<off_t>(piece_bytes)) return;
        ::sync_file_range(descriptor, m_begun, end - m_begun, SYNC_FILE_RANGE_WRITE);
        m_begun = end;
    }

private:
    off_t m_begun = 0;  // the disk has been given what is before
};

}  // namespace geo
