// A coordinate operation that is looked up while something else goes on.
#pragma once

#include <future>
#include <optional>
#include <string>

#include "geo/crs.hpp"
#include "geo/point.hpp"

namespace geo {

/// PROJ takes some 20 ms to choose an operation from its database; here another thread waits for it.
class TransformAhead {
public:
    TransformAhead(std::string source_crs, std::string target_crs, const Box& area);

    /// The operation, once, if it is the one that was looked up. @throws as the constructor of Transform.
    [[nodiscard]] std::optional<Transform> take(const std::string& source_crs, const std::string& target_crs,
                                                const Box& area);

private:
    std::string m_source_crs;
    std::string m_target_crs;
    Box m_area;
    std::future<Transform> m_transform;
};

}  // namespace geo
