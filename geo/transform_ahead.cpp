#include "geo/transform_ahead.hpp"

#include <utility>

namespace geo {

TransformAhead::TransformAhead(std::string source_crs, std::string target_crs, const Box& area)
    : m_source_crs(std::move(source_crs)),
      m_target_crs(std::move(target_crs)),
      m_area(area),
      m_transform(std::async(std::launch::async, [source = m_source_crs, target = m_target_crs, area] {
          return Transform(source, target, area);
      })) {}

std::optional<Transform> TransformAhead::take(const std::string& source_crs, const std::string& target_crs,
                                              const Box& area) {
    if (!m_transform.valid() || source_crs != m_source_crs || target_crs != m_target_crs || area != m_area)
        return std::nullopt;
    return m_transform.get();
}

}  // namespace geo
