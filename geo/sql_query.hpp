// Tables from databases: a query that the database runs, and of which only the result is fetched.
#pragma once

#include <string>
#include <string_view>

#include "geo/table.hpp"

namespace geo {

/// True for what names a database: "PG:" with the connection parameters of libpq, or a file that ends in
/// .gpkg, .sqlite or .db.
[[nodiscard]] bool is_database(std::string_view source);

/// The name of a source without passwords, each of which becomes ***: for messages and reports.
[[nodiscard]] std::string without_password(std::string_view source);

/// Runs a query in a session that may only read, and fetches its rows. Anything that speaks the protocol of
/// PostgreSQL will do. `path` of the table is the name without passwords; numbers come as the shortest text
/// that reads back the same, and NULL as an empty cell.
/// @throws InputError, which never has a password, when there is no connection, the query fails, or it gives
///   no columns.
[[nodiscard]] Table run_query(const std::string& source, const std::string& sql);

}  // namespace geo
