// Files that GDAL reads or writes by way of us. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace geo {

/// While it lives, GDAL finds under name() what is read or written here; as one file, which is not to be
/// opened again before it is closed, by one thread at a time.
class GdalFile {
public:
    GdalFile(const GdalFile&) = delete;
    GdalFile& operator=(const GdalFile&) = delete;

    /// As GDAL is to call it.
    [[nodiscard]] std::string name() const;

    // For GDAL.

    enum class Access { reading, writing };
    [[nodiscard]] Access access() const { return m_access; }
    [[nodiscard]] std::uint64_t at() const { return m_at; }
    void seek(std::uint64_t offset, int whence);
    /// Fills `into` from at() on, as far as there are bytes; how many it was, by which at() has moved.
    std::size_t read(std::span<char> into);
    /// False when they cannot be written; else at() has moved by all of them.
    [[nodiscard]] bool write(std::string_view bytes);
    [[nodiscard]] bool is_at_end() const { return m_is_at_end; }

protected:
    /// `ending` is that of the name, by which GDAL may judge the format.
    GdalFile(Access access, std::string_view ending);
    virtual ~GdalFile();

private:
    /// Bytes of the file, or of what is written of it.
    [[nodiscard]] virtual std::uint64_t bytes() const = 0;
    virtual std::size_t read_at(std::uint64_t place, std::span<char> into);
    virtual bool write_at(std::uint64_t place, std::string_view bytes);

    Access m_access;
    std::string m_name;
    std::uint64_t m_at = 0;
    bool m_is_at_end = false;
};

}  // namespace geo
