#include "geo/sql_query.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <regex>
#include <utility>
#include <vector>

#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/gdal_support.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

constexpr const char* hidden = "***";

bool is_postgresql(std::string_view source) {
    return to_lower(source.substr(0, 3)) == "pg:";
}

/// A part of a source, by position.
struct Secret {
    std::size_t begin;
    std::size_t size;
};

/// Passwords in `key=value` parameters, quoted or not, and in URIs (the manual of libpq, "Connection
/// Strings").
std::vector<Secret> secrets_of(const std::string& source) {
    static const std::regex parameter(R"re(password\s*=\s*('(?:[^'\\]|\\[^])*'?|(?:\\[^]|[^\s\\])+))re",
                                      std::regex::icase);
    static const std::regex in_uri_query(R"re([?&][a-z]*password=([^&]+))re", std::regex::icase);
    static const std::regex in_uri(R"re(://[^:/@]*:([^]*)@)re");
    const bool is_uri = source.find("://") != std::string::npos;
    std::vector<Secret> secrets;
    const auto add_all = [&](const std::regex& pattern) {
        for (auto match = std::sregex_iterator(source.begin(), source.end(), pattern);
             match != std::sregex_iterator(); ++match)
            secrets.push_back(
                {static_cast<std::size_t>(match->position(1)), static_cast<std::size_t>(match->length(1))});
    };
    if (is_uri) add_all(in_uri);
    add_all(is_uri ? in_uri_query : parameter);
    return secrets;
}

/// GDAL and libpq may repeat a part of the source.
std::string without_secrets(std::string message, const std::string& source) {
    for (const Secret& secret : secrets_of(source)) {
        std::string text = source.substr(secret.begin, secret.size);
        if (text.size() > 1 && text.front() == '\'') text = text.substr(1, text.size() - 2);
        if (text.empty()) continue;
        for (std::size_t at = message.find(text); at != std::string::npos;
             at = message.find(text, at + std::string_view(hidden).size()))
            message.replace(at, text.size(), hidden);
    }
    return message;
}

Dataset connect(const std::string& source, const GdalMessages& messages) {
    start_gdal();
    if (!is_postgresql(source)) return open_vector(source, messages);
    if (!GetGDALDriverManager()->GetDriverByName("PostgreSQL"))
        throw InputError(without_password(source), "this GDAL has no driver for PostgreSQL");
    const char* const drivers[] = {"PostgreSQL", nullptr};
    Dataset database(GDALDataset::Open(source.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers));
    if (!database)
        throw InputError(without_password(source),
                         "no connection (" + without_secrets(messages.failure(), source) + ")",
                         "check host, port, dbname and user");
    return database;
}

/// The result of a query, given back to its data set.
class ResultSet {
public:
    ResultSet(GDALDataset& dataset, const std::string& sql)
        : m_dataset(dataset), m_layer(dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr)) {}
    ~ResultSet() {
        if (m_layer != nullptr) m_dataset.ReleaseResultSet(m_layer);
    }
    ResultSet(const ResultSet&) = delete;
    ResultSet& operator=(const ResultSet&) = delete;

    [[nodiscard]] OGRLayer* layer() const { return m_layer; }

private:
    GDALDataset& m_dataset;
    OGRLayer* m_layer;
};

Table rows_of(OGRLayer& layer) {
    Table table;
    table.columns = columns_of(layer);
    for (const OGRFeatureUniquePtr& feature : layer) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const int field = static_cast<int>(i);
            std::string& cell = table.columns[i].cells.emplace_back();
            if (!feature->IsFieldSetAndNotNull(field)) continue;
            cell = table.columns[i].type == ColumnType::real ? format_number(feature->GetFieldAsDouble(field))
                                                             : feature->GetFieldAsString(field);
        }
    }
    return table;
}

}  // namespace

bool is_database(std::string_view source) {
    if (is_postgresql(source)) return true;
    const std::string extension = lower_extension(std::filesystem::path(source));
    return extension == ".gpkg" || extension == ".sqlite" || extension == ".db";
}

std::string without_password(std::string_view source) {
    std::string text(source);
    if (!is_postgresql(source)) return text;
    const std::vector<Secret> secrets = secrets_of(text);
    for (auto secret = secrets.rbegin(); secret != secrets.rend(); ++secret)
        text.replace(secret->begin, secret->size, hidden);
    return text;
}

Table run_query(const std::string& source, const std::string& sql) {
    const std::string name = without_password(source);
    // Rows that one message of the server brings.
    const GdalOption page("OGR_PG_CURSOR_PAGE", "20000");
    const GdalMessages opening;
    const Dataset database = connect(source, opening);
    if (is_postgresql(source)) {
        // A query cannot change the database by mistake. Servers that do not know the statement refuse it.
        const GdalMessages ignored;
        const ResultSet none(*database, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
    }
    const GdalMessages messages;
    const ResultSet result(*database, sql);
    if (result.layer() == nullptr) {
        throw InputError(name,
                         messages.failure().empty()
                             ? "the query gives no table"
                             : "the query failed (" + without_secrets(messages.failure(), source) + ")",
                         "try it in psql first");
    }
    Table table = rows_of(*result.layer());
    table.path = name;
    if (!messages.failure().empty())
        throw InputError(name, "the query failed (" + without_secrets(messages.failure(), source) + ")",
                         "try it in psql first");
    return table;
}

}  // namespace geo
