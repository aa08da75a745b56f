// One section of a TOML file, read key by key. Only sources that include toml++ use this header.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// Reads a TOML file. @throws InputError for a file that is missing (with that remedy), a folder, or not TOML
/// (with the line, and `remedy`).
[[nodiscard]] toml::table parse_toml(const std::filesystem::path& path, const std::string& remedy,
                                     const std::string& remedy_if_missing = {});

/// Keys are asked for one by one; finish() refuses those that nobody asked for. A section that is absent
/// answers nothing to every question.
class TomlSection {
public:
    /// @param where "review.toml: [areas]" without the line
    TomlSection(std::string path, std::string name, const toml::table* table)
        : m_path(std::move(path)), m_name(std::move(name)), m_table(table) {}

    [[nodiscard]] bool present() const { return m_table != nullptr; }
    /// File, line and section, for messages about the whole of it.
    [[nodiscard]] std::string where() const { return place(nullptr); }
    /// Whether the key stands in the section; that asks for it.
    [[nodiscard]] bool has(std::string_view key) { return find(key) != nullptr; }
    [[nodiscard]] std::string text(std::string_view key, std::string fallback = {});
    [[nodiscard]] std::optional<double> number(std::string_view key);
    [[nodiscard]] std::optional<bool> truth(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] std::vector<double> numbers(std::string_view key);
    /// text(), which must be there and not be empty. @throws InputError
    [[nodiscard]] std::string required(std::string_view key);
    /// Sections below this one. @throws InputError when the key holds something else.
    [[nodiscard]] TomlSection section(const std::string& key);
    [[nodiscard]] std::vector<TomlSection> sections(const std::string& key);
    /// @throws InputError for a key that nobody asked for, naming the nearest that exists.
    void finish() const;
    /// @throws InputError with file, line of the key, section and key.
    [[noreturn]] void refuse(std::string_view key, const std::string& what,
                             const std::string& remedy = {}) const;

private:
    const toml::node* find(std::string_view key);
    [[nodiscard]] std::string place(const toml::node* node) const;

    std::string m_path;
    std::string m_name;
    const toml::table* m_table;
    std::vector<std::string> m_asked;
};

}  // namespace cli
