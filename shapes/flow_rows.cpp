#include "shapes/flow_rows.hpp"

#include <cmath>
#include <optional>

#include "geo/encoding.hpp"
#include "geo/table.hpp"
#include "geo/text.hpp"
#include "shapes/code_index.hpp"

namespace shapes {

namespace {

/// The number of a cell of nothing but digits, up to fifteen of them, which a double holds; else nothing.
bool read_digits(std::string_view cell, double& number) {
    constexpr std::size_t most_digits = 15;
    if (cell.empty() || cell.size() > most_digits) return false;
    std::uint64_t value = 0;
    unsigned worst = 0;
    for (const char c : cell) {
        const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
        worst |= digit > 9 ? 1U : 0U;
        value = value * 10 + digit;
    }
    number = static_cast<double>(value);
    return worst == 0;
}

/// trim_code() for cells that seldom have blanks.
std::string_view trimmed_code(std::string_view cell) {
    if (!cell.empty() && cell.front() > ' ' && cell.back() > ' ') return cell;
    return trim_code(cell);
}

std::string text_of(std::string_view cell) {
    return geo::is_utf8(cell) ? std::string(cell) : geo::windows_1252_to_utf8(cell);
}

}  // namespace

std::string shown_code(std::string_view code) {
    return code.empty() ? "unknown" : text_of(code);
}

void OddRows::add(FlowPlace place, std::string_view of_origin, std::string_view of_site,
                  std::string_view of_value) {
    if (rows++ > 0) return;
    first = place;
    origin = shown_code(of_origin);
    site = shown_code(of_site);
    value = text_of(of_value);
}

void OddRows::merge(const OddRows& other) {
    const std::size_t all = rows + other.rows;
    if (rows == 0 || (other.rows > 0 && other.first < first)) *this = other;
    rows = all;
}

void FlowRows::add(const geo::CsvRows& rows) {
    const std::size_t count = rows.size();
    m_batch.resize(count);
    for (std::size_t row = 0; row < count; ++row) {
        NumberedRow& numbered = m_batch[row];
        numbered.place = rows.places[row];
        numbered.is_suppressed = false;
        if (m_are_shares || !read_digits(rows.cell(row, 2), numbered.amount))
            read_odd_amount(rows, row, numbered);
    }
    m_numbers.resize(count);
    m_origins.number_all(
        count, [&](std::size_t row) { return trimmed_code(rows.cell(row, 0)); }, m_numbers.data());
    for (std::size_t row = 0; row < count; ++row)
        m_batch[row].origin = m_numbers[row];
    m_sites.number_all(
        count, [&](std::size_t row) { return trimmed_code(rows.cell(row, 1)); }, m_numbers.data());
    for (std::size_t row = 0; row < count; ++row)
        m_batch[row].site = m_numbers[row];
    m_sums.add(m_batch);
    m_rows += count;
    if (!m_are_shares) return;
    m_rows_of_origin.resize(m_origins.codes().size());
    for (const NumberedRow& row : m_batch) {
        OriginRows& of_origin = m_rows_of_origin[static_cast<std::size_t>(row.origin)];
        if (of_origin.rows++ == 0) of_origin.first = row.place;
    }
}

void FlowRows::add(std::string_view origin, std::string_view site, double patients, FlowPlace place) {
    const NumberedRow row{m_origins.number_of(trimmed_code(origin)), m_sites.number_of(trimmed_code(site)),
                          patients, false, place};
    if (std::floor(patients) != patients) m_fractions.add(place, origin, site, geo::format_number(patients));
    m_sums.add({&row, 1});
    ++m_rows;
}

void FlowRows::read_odd_amount(const geo::CsvRows& rows, std::size_t row, NumberedRow& numbered) {
    const std::string_view cell = rows.cell(row, 2);
    const std::string_view origin = trimmed_code(rows.cell(row, 0));
    const std::string_view site = trimmed_code(rows.cell(row, 1));
    numbered.amount = 0.0;
    if (geo::trimmed(cell) == "*") {
        numbered.is_suppressed = true;
        m_suppressed.add(numbered.place, origin, site, cell);
        return;
    }
    const std::optional<double> amount = geo::parse_number(cell);
    const char* wrong = nullptr;
    if (!amount)
        wrong = "not a finite number";
    else if (*amount < 0.0)
        wrong = "negative";
    else if (m_are_shares && *amount > 1.0)
        wrong = "a share above 1";
    else if (*amount >= most_patients)
        wrong = "2^53 or more and cannot be added up exactly";
    if (wrong != nullptr) {
        throw geo::CsvRowError{numbered.place,
                               "`" + text_of(cell) + "` in column " + m_amount_column + " is " + wrong +
                                   ", from origin " + shown_code(origin) + " to site " + shown_code(site),
                               "correct it or leave the row out"};
    }
    numbered.amount = *amount;
    if (!m_are_shares && std::floor(*amount) != *amount)
        m_fractions.add(numbered.place, origin, site, geo::trimmed(cell));
}

void FlowRows::merge(const FlowRows& other) {
    const auto numbers_in = [](CodeNumbers& ours, const CodeNumbers& theirs) {
        std::vector<std::int32_t> numbers;
        numbers.reserve(theirs.codes().size());
        for (const std::string& code : theirs.codes())
            numbers.push_back(ours.number_of(code));
        return numbers;
    };
    const std::vector<std::int32_t> origin_of = numbers_in(m_origins, other.m_origins);
    const std::vector<std::int32_t> site_of = numbers_in(m_sites, other.m_sites);
    m_sums.merge(other.m_sums, origin_of, site_of);
    m_rows += other.m_rows;
    m_suppressed.merge(other.m_suppressed);
    m_fractions.merge(other.m_fractions);
    if (!m_are_shares) return;
    m_rows_of_origin.resize(m_origins.codes().size());
    for (std::size_t origin = 0; origin < other.m_rows_of_origin.size(); ++origin) {
        const OriginRows& theirs = other.m_rows_of_origin[origin];
        OriginRows& ours = m_rows_of_origin[static_cast<std::size_t>(origin_of[origin])];
        if (ours.rows == 0 || theirs.first < ours.first) ours.first = theirs.first;
        ours.rows += theirs.rows;
    }
}

void FlowRows::recode() {
    const auto recoded = [](const CodeNumbers& codes) {
        // Different bytes stay different letters, so that the numbers stay what they are.
        CodeNumbers result;
        for (const std::string& code : codes.codes())
            (void)result.number_of(geo::windows_1252_to_utf8(code));
        return result;
    };
    m_origins = recoded(m_origins);
    m_sites = recoded(m_sites);
}

}  // namespace shapes
