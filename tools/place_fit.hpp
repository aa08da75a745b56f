// How well areas made of "nearest place" cells agree with official areas, kept up to date while places move.
//
// Official areas are represented by weighted sample points. Each sample knows its nearest place; the area
// that owns this place is where the made areas put the sample.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.hpp"

namespace tools {

/// A representative point of an area; ground belongs to the area of its nearest place.
struct Place {
    geo::Point at;  ///< metres
    int area = 0;
};

/// A piece of ground, `weight_km2` large, that officially belongs to `area`, or to none (-1: sea and
/// estuaries).
struct Sample {
    geo::Point at;
    int area = -1;
    double weight_km2 = 0.0;
    int nearest = -1;          ///< index of the nearest place
    double distance_m2 = 0.0;  ///< squared distance to it
};

/// The official geography: area sizes, and the group (footprint) of each area.
struct Geography {
    std::vector<double> area_km2;
    std::vector<int> group_of;
    int groups = 0;
};

/// Places over samples with an objective: the sum over areas, and over groups, of IoU - 1.5 (1 - IoU)^2,
/// which rewards a good mean and punishes a bad worst. A change is proposed, judged by what it returns, then
/// kept or undone.
class PlaceFit {
public:
    PlaceFit(Geography geography, std::vector<Sample> samples, double group_weight);

    [[nodiscard]] const std::vector<Place>& places() const { return m_places; }
    [[nodiscard]] const std::vector<Sample>& samples() const { return m_samples; }
    [[nodiscard]] const Geography& geography() const { return m_geography; }

    /// Replaces all places and finds the nearest one of every sample afresh. O(samples).
    void reset(std::vector<Place> places);

    /// Gain in the objective if place `moved` went to `to`. Exact but for cells that reach beyond the 45
    /// nearest places, which reset() puts right.
    double propose_move(int moved, geo::Point to);
    double propose_add(const Place& place);
    double propose_remove(int removed);
    void keep();
    void undo();

    [[nodiscard]] bool occupied(geo::Point at) const;
    /// Index of the place of `area` (any area when negative) nearest to `at`, leaving out `except`; -1 for
    /// none.
    [[nodiscard]] int nearest_place(geo::Point at, int area, int except) const;
    [[nodiscard]] std::vector<double> area_iou() const;
    [[nodiscard]] std::vector<double> group_iou() const;

private:
    struct Tally {  ///< km2 of one area or group
        double size = 0.0, shared = 0.0, made = 0.0;
        double shared_change = 0.0, made_change = 0.0;
        bool touched = false;
    };
    struct Reassigned {
        std::uint32_t sample;
        int nearest;
        double distance_m2;
    };

    double propose(int removed, int added, const Place& place);
    void reassign(const Sample& sample, int from_area, int to_area);
    void shift(const Sample& sample, int area, double sign);
    void find_nearest(Sample& sample) const;
    void index_place(int place);
    void unindex_place(int place);
    void collect_neighbours(int place);
    [[nodiscard]] double settle();
    void forget_changes(bool kept);

    Geography m_geography;
    double m_group_weight;
    std::vector<Sample> m_samples;                ///< sorted by cell
    std::vector<std::uint32_t> m_cell_start;      ///< samples of each cell of 2 km
    std::vector<double> m_cell_reach_m2;          ///< greatest distance_m2 in each cell
    std::vector<std::vector<int>> m_place_index;  ///< places in each square of 10 km
    std::vector<Place> m_places;
    std::vector<Tally> m_area_tally, m_group_tally;
    std::vector<int> m_touched_areas, m_touched_groups;
    std::vector<Reassigned> m_reassigned;
    std::vector<std::pair<double, int>> m_neighbours;  ///< distance and index, nearest first
    double m_reach_m2 = 0.0;
    int m_removed = -1, m_added = -1;
    Place m_proposed;
};

}  // namespace tools
