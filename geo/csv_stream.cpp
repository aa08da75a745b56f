#include "geo/csv_stream.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "geo/csv_blocks.hpp"
#include "geo/csv_records.hpp"
#include "geo/csv_rows.hpp"
#include "geo/encoding.hpp"
#include "geo/error.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

// A place has the number of the block in its upper half and the line in the block, from 1, in its lower.
constexpr unsigned block_shift = 32;

CsvPlace place_of(std::size_t block, std::size_t line) {
    return (static_cast<CsvPlace>(block) << block_shift) | line;
}

/// The failure that stands first in the file, whichever thread met it first.
struct FirstFailure {
    CsvPlace place = 0;
    RecordError error;
    std::exception_ptr other;  // one that has no line; null when `error` counts
};

}  // namespace

class CsvStream::Work {
public:
    Work(const std::filesystem::path& path, std::size_t block_bytes) : m_blocks(path, block_bytes) {
        m_header.path = path.string();
        read_header();
    }

    [[nodiscard]] const Table& header() const { return m_header; }
    [[nodiscard]] std::size_t rows_expected() const {
        const std::string_view text = m_first.text;
        const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
        if (m_blocks.is_read() || lines == 0) return lines;
        // A pipe must not be opened again.
        std::error_code error;
        const bool has_size = m_blocks.is_plain() && std::filesystem::is_regular_file(m_header.path, error);
        const std::size_t bytes_of_line = std::max(text.size() / lines, m_header.columns.size());
        return has_size ? std::filesystem::file_size(m_header.path, error) / bytes_of_line : 0;
    }
    [[nodiscard]] bool is_windows_1252() const { return m_is_recoded[0] || m_is_recoded[1]; }

    void read(std::span<const std::size_t> columns,
              const std::function<void(std::size_t, const CsvRows&)>& take, std::size_t threads) {
        const CsvShape shape{m_blocks.delimiter(), m_header.columns.size(), {columns.begin(), columns.end()}};
        const auto work = [&](std::size_t lane) {
            run_lane(lane, shape, [&take, lane](const CsvRows& rows) { take(lane, rows); });
        };
        // A file of one or two blocks is not worth a thread.
        if (threads == 1 || m_blocks.is_read()) {
            run_in_order(shape, take);
        } else {
            std::future<void> other = std::async(std::launch::async, [&] { work(1); });
            work(0);
            other.get();
        }
        count_lines();
        if (!m_failure) return;
        if (m_failure->other) std::rethrow_exception(m_failure->other);
        fail(line_of(m_failure->place), m_failure->error);
    }

    [[nodiscard]] std::size_t line_of(CsvPlace place) const {
        return m_first_lines[place >> block_shift] + (place & ((CsvPlace{1} << block_shift) - 1));
    }

private:
    [[noreturn]] void fail(std::size_t line, const RecordError& error) const {
        throw InputError(m_header.path + ", line " + std::to_string(line), error.what, error.remedy);
    }

    /// The header is the first record; what follows it in its block is the first block of rows.
    void read_header() {
        try {
            while (m_blocks.next(m_first)) {
                RecordReader reader(m_first.text, m_blocks.delimiter());
                const bool found = reader.next();
                if (found) m_header.columns = columns_of_header(reader);
                for (const Column& column : m_header.columns) {
                    if (column.name.find('\0') != std::string::npos)
                        throw RecordError{reader.line(), "has a NUL byte: this is not a text file", {}};
                }
                m_lines_before += reader.lines_passed();
                m_first.text.remove_prefix(reader.position());
                if (found) break;
            }
        } catch (const RecordError& error) {
            fail(m_lines_before + error.line, error);
        }
        for (Column& column : m_header.columns) {
            if (is_utf8(column.name)) continue;
            column.name = windows_1252_to_utf8(column.name);
            m_is_recoded[0] = true;
        }
    }

    /// Of every block whose predecessors have been read.
    void count_lines() {
        m_first_lines.assign(1, m_lines_before);
        for (std::size_t block = 0; block / lanes < m_lines[block % lanes].size(); ++block)
            m_first_lines.push_back(m_first_lines.back() + m_lines[block % lanes][block / lanes]);
    }

    void run_in_order(const CsvShape& shape, const std::function<void(std::size_t, const CsvRows&)>& take) {
        std::array<CsvRowReader, lanes> readers{
            CsvRowReader(shape, [&](const CsvRows& rows) { take(0, rows); }),
            CsvRowReader(shape, [&](const CsvRows& rows) { take(1, rows); })};
        CsvBlock block = std::move(m_first);
        for (std::size_t number = 0; number == 0 || take_turn(number, block); ++number) {
            if (!read_block(number, block, readers[number % lanes])) return;
        }
    }

    void run_lane(std::size_t lane, const CsvShape& shape, CsvRowReader::Take take) {
        CsvRowReader reader(shape, std::move(take));
        CsvBlock block;
        if (lane == 0) block = std::move(m_first);
        for (std::size_t number = lane; number == 0 || take_turn(number, block); number += lanes) {
            if (!read_block(number, block, reader)) break;
        }
    }

    /// Cuts the block of this number once those before have been cut; false when there are no more to be.
    bool take_turn(std::size_t number, CsvBlock& block) {
        std::unique_lock lock(m_mutex);
        m_turns.wait(lock, [&] { return m_ended || m_next == number; });
        if (m_ended) return false;
        try {
            m_ended = !m_blocks.next(block);
        } catch (...) {
            keep_failure(number);
        }
        ++m_next;
        m_turns.notify_all();
        return !m_ended;
    }

    bool read_block(std::size_t number, CsvBlock& block, CsvRowReader& reader) {
        try {
            if (!is_utf8(block.text)) m_is_recoded[number % lanes] = true;
            m_lines[number % lanes].push_back(reader.read(block, place_of(number, 0)));
            return true;
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            keep_failure(number);
            m_turns.notify_all();
            return false;
        }
    }

    /// Keeps the exception that is being handled if it stands first in the file, and ends the reading: blocks
    /// before this one have been cut and are read to their end.
    void keep_failure(std::size_t number) {
        m_ended = true;
        FirstFailure failure;
        try {
            throw;
        } catch (RecordError& error) {
            failure.place = place_of(number, error.line);
            failure.error = std::move(error);
        } catch (CsvRowError& error) {
            failure.place = error.place;
            failure.error = {0, std::move(error.what), std::move(error.remedy)};
        } catch (...) {
            failure.place = place_of(number, 0);
            failure.other = std::current_exception();
        }
        if (!m_failure || failure.place < m_failure->place) m_failure = std::move(failure);
    }

    CsvBlocks m_blocks;
    Table m_header;
    CsvBlock m_first;
    std::size_t m_lines_before = 0;                       // the first block of rows
    std::array<std::vector<std::size_t>, lanes> m_lines;  // in each block
    std::vector<std::size_t> m_first_lines;               // lines before each block
    std::array<bool, lanes> m_is_recoded{};

    std::mutex m_mutex;
    std::condition_variable m_turns;
    std::size_t m_next = 1;  // number of the block to be cut next
    bool m_ended = false;
    std::optional<FirstFailure> m_failure;
};

bool CsvStream::is_delimited_text(const std::filesystem::path& path) {
    const std::string extension = lower_extension(path);
    const auto is_text = [](std::string_view ending) {
        return ending == ".csv" || ending == ".tsv" || ending == ".txt";
    };
    if (extension != ".gz") return is_text(extension);
    const std::string inner = lower_extension(path.stem());
    return inner.empty() || is_text(inner);
}

CsvStream::CsvStream(const std::filesystem::path& path, std::size_t block_bytes) {
    check_table_file(path);
    m_work = std::make_unique<Work>(path, block_bytes);
}

CsvStream::~CsvStream() = default;

std::size_t CsvStream::rows_expected() const {
    return m_work->rows_expected();
}

const Table& CsvStream::header() const {
    return m_work->header();
}

void CsvStream::read(std::span<const std::size_t> columns,
                     const std::function<void(std::size_t, const CsvRows&)>& take, std::size_t threads) {
    m_work->read(columns, take, threads);
}

std::size_t CsvStream::line_of(CsvPlace place) const {
    return m_work->line_of(place);
}

bool CsvStream::is_windows_1252() const {
    return m_work->is_windows_1252();
}

}  // namespace geo
