#include "cli/toml_section.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "geo/error.hpp"
#include "geo/table.hpp"

namespace cli {

toml::table parse_toml(const std::filesystem::path& path, const std::string& remedy,
                       const std::string& remedy_if_missing) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        throw geo::InputError(path.string(), "no such file", remedy_if_missing);
    }
    if (std::filesystem::is_directory(path, error)) {
        throw geo::InputError(path.string(), "is a folder, not a TOML file", "name the .toml file in it");
    }
    try {
        return toml::parse_file(path.string());
    } catch (const toml::parse_error& failure) {
        throw geo::InputError(fmt::format("{}, line {}", path.string(), failure.source().begin.line),
                              std::string(failure.description()), remedy);
    }
}

std::string TomlSection::place(const toml::node* node) const {
    const toml::node* shown = node != nullptr ? node : m_table;
    const std::string where =
        shown != nullptr ? fmt::format("{}, line {}", m_path, shown->source().begin.line) : m_path;
    return m_name.empty() ? where : fmt::format("{}, [{}]", where, m_name);
}

void TomlSection::refuse(std::string_view key, const std::string& what, const std::string& remedy) const {
    const toml::node* node = m_table != nullptr ? m_table->get(key) : nullptr;
    throw geo::InputError(place(node), fmt::format("{} {}", key, what), remedy);
}

const toml::node* TomlSection::find(std::string_view key) {
    if (std::ranges::find(m_asked, key) == m_asked.end()) m_asked.emplace_back(key);
    return m_table != nullptr ? m_table->get(key) : nullptr;
}

std::string TomlSection::text(std::string_view key, std::string fallback) {
    const toml::node* node = find(key);
    if (node == nullptr) return fallback;
    if (!node->is_string()) refuse(key, "is not a text", "put it in quotes");
    return **node->as_string();
}

std::string TomlSection::required(std::string_view key) {
    std::string value = text(key);
    if (!value.empty()) return value;
    // A key that is missing is most often one that is misspelt.
    if (m_table != nullptr && !m_table->contains(key)) {
        for (const auto& [written, node] : *m_table) {
            if (std::ranges::find(m_asked, written.str()) != m_asked.end()) continue;
            if (geo::nearest_name(written.str(), {std::string(key)}).empty()) continue;
            throw geo::InputError(place(&node), fmt::format("unknown key {}", written.str()),
                                  fmt::format("did you mean {}?", key));
        }
    }
    refuse(key, "is missing");
}

std::optional<double> TomlSection::number(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (!node->is_number()) refuse(key, "is not a number");
    return node->value<double>();
}

std::optional<bool> TomlSection::truth(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (!node->is_boolean()) refuse(key, "is neither true nor false", "write it without quotes");
    return node->value<bool>();
}

std::vector<std::string> TomlSection::texts(std::string_view key) {
    std::vector<std::string> list;
    const toml::node* node = find(key);
    if (node == nullptr) return list;
    if (!node->is_array()) refuse(key, "is not a list of texts", fmt::format("write {} = [\"...\"]", key));
    for (const toml::node& item : *node->as_array()) {
        if (!item.is_string()) refuse(key, "holds something that is not a text");
        list.push_back(**item.as_string());
    }
    return list;
}

std::vector<double> TomlSection::numbers(std::string_view key) {
    std::vector<double> list;
    const toml::node* node = find(key);
    if (node == nullptr) return list;
    if (!node->is_array()) refuse(key, "is not a list of numbers", fmt::format("write {} = [1, 2]", key));
    for (const toml::node& item : *node->as_array()) {
        if (!item.is_number()) refuse(key, "holds something that is not a number");
        list.push_back(*item.value<double>());
    }
    return list;
}

TomlSection TomlSection::section(const std::string& key) {
    const toml::node* node = find(key);
    if (node != nullptr && !node->is_table()) refuse(key, "is not a section", fmt::format("write [{}]", key));
    return {m_path, key, node != nullptr ? node->as_table() : nullptr};
}

std::vector<TomlSection> TomlSection::sections(const std::string& key) {
    std::vector<TomlSection> list;
    const toml::node* node = find(key);
    if (node == nullptr) return list;
    if (!node->is_array()) refuse(key, "is not a list of sections", fmt::format("write [[{}]]", key));
    for (const toml::node& item : *node->as_array()) {
        if (!item.is_table()) refuse(key, "is not a list of sections", fmt::format("write [[{}]]", key));
        list.emplace_back(m_path, key, item.as_table());
    }
    return list;
}

void TomlSection::finish() const {
    if (m_table == nullptr) return;
    for (const auto& [key, node] : *m_table) {
        if (std::ranges::find(m_asked, key.str()) != m_asked.end()) continue;
        const std::string nearest = geo::nearest_name(key.str(), m_asked);
        throw geo::InputError(place(&node), fmt::format("unknown key {}", key.str()),
                              nearest.empty() ? fmt::format("known are {}", fmt::join(m_asked, ", "))
                                              : fmt::format("did you mean {}?", nearest));
    }
}

}  // namespace cli
