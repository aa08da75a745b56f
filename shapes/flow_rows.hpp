// Rows of flows on their way from a table into a matrix: codes are numbered, amounts checked, pairs added up.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "geo/csv_stream.hpp"
#include "shapes/code_numbers.hpp"
#include "shapes/flow_sums.hpp"

namespace shapes {

/// Rows that have something in common, with the first of them.
struct OddRows {
    std::size_t rows = 0;
    FlowPlace first = 0;
    std::string origin;
    std::string site;
    std::string value;

    void add(FlowPlace place, std::string_view of_origin, std::string_view of_site,
             std::string_view of_value);
    void merge(const OddRows& other);
};

/// Rows of one origin, for what is said of shares.
struct OriginRows {
    std::size_t rows = 0;
    FlowPlace first = 0;
};

/// Counts up to this are exact in a double, and so are sums: 2^53.
inline constexpr double most_patients = 9007199254740992.0;

class FlowRows {
public:
    /// `amount_column` is for messages.
    FlowRows(bool are_shares, std::string amount_column)
        : m_are_shares(are_shares), m_amount_column(std::move(amount_column)) {}

    /// Adds rows of three cells, origin, site and amount; `*` is an amount that is suppressed.
    /// @throws geo::CsvRowError for an amount that is missing, not a number, negative, NaN or infinite, a
    ///   count of 2^53 and more, and a share above 1, naming origin and site.
    void add(const geo::CsvRows& rows);
    /// Adds one row of patients. @pre they are finite, not negative and below 2^53.
    void add(std::string_view origin, std::string_view site, double patients, FlowPlace place);
    /// Adds the rows of another part of the same table.
    void merge(const FlowRows& other);
    /// Takes codes for Windows-1252 and makes them UTF-8.
    void recode();

    [[nodiscard]] bool are_shares() const { return m_are_shares; }
    [[nodiscard]] const std::vector<std::string>& origins() const { return m_origins.codes(); }
    [[nodiscard]] const std::vector<std::string>& sites() const { return m_sites.codes(); }
    [[nodiscard]] const FlowSums& sums() const { return m_sums; }
    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] const OddRows& suppressed() const { return m_suppressed; }
    /// Counts that are not whole.
    [[nodiscard]] const OddRows& fractions() const { return m_fractions; }
    /// Of each origin; of shares alone.
    [[nodiscard]] const std::vector<OriginRows>& rows_of_origin() const { return m_rows_of_origin; }

private:
    void read_odd_amount(const geo::CsvRows& rows, std::size_t row, NumberedRow& numbered);

    bool m_are_shares;
    std::string m_amount_column;
    CodeNumbers m_origins;
    CodeNumbers m_sites;
    FlowSums m_sums;
    std::size_t m_rows = 0;
    OddRows m_suppressed;
    OddRows m_fractions;
    std::vector<OriginRows> m_rows_of_origin;
    std::vector<NumberedRow> m_batch;  // of add(), kept from call to call
    std::vector<std::int32_t> m_numbers;
};

/// A code for people: "unknown" when it is empty.
[[nodiscard]] std::string shown_code(std::string_view code);

}  // namespace shapes
