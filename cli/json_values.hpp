// Values of the JSON reports. Private: only .cpp files of cli include it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

namespace cli {

using Json = nlohmann::ordered_json;

/// null for what is undefined or not known.
template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

}  // namespace cli
