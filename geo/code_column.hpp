// Finding the column that holds the codes of areas, and the one that holds their names.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table.hpp"

namespace geo {

/// Code of the Government Statistical Service: a letter for the country and eight digits, such as E38000001.
[[nodiscard]] bool looks_like_gss(std::string_view value);

/// Code of the Organisation Data Service: two digits and a letter (00C), a letter and two digits or letters
/// (RA2, RXX), or five capitals and digits (RV9HE). Words and numbers are none: a code of letters alone must
/// begin with R, the letter of NHS trusts, and five signs hold at least one digit and one letter.
[[nodiscard]] bool looks_like_ods(std::string_view value);

/// True where each cell, without blanks around, comes after the one before, so that none stands twice.
[[nodiscard]] bool are_ascending(std::span<const std::string> cells);

/// Text columns in which at least 95 % of the values (and at least one with a digit) look like codes, best
/// first: those without repetition, then GSS before ODS, then in order. Columns with the same cells count
/// once, under the name that ends in "cd" or "code". O(cells).
[[nodiscard]] std::vector<std::size_t> code_candidates(const Table& table);

/// The column `wanted`, or the only candidate, or the only candidate without repetition.
/// @throws InputError naming the candidates and --code.
[[nodiscard]] std::size_t find_code_column(const Table& table, std::string_view wanted);

/// The column `wanted`; or the one named as the code column with NM for CD or name for code; or "name"; or
/// the first other one that ends in nm or has "name" in it; or none.
/// @throws InputError when the wanted one does not exist.
[[nodiscard]] std::optional<std::size_t> find_name_column(const Table& table, std::size_t code_column,
                                                          std::string_view wanted);

}  // namespace geo
