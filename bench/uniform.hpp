// Random numbers that are the same with every standard library.
#pragma once

#include <cstdint>
#include <random>

namespace bench {

/// Uniform numbers from a seed. std::uniform_real_distribution may differ from one library to the next.
class Uniform {
public:
    explicit Uniform(std::uint64_t seed) : m_random(seed) {}

    /// A number in [low, high), in steps of 2^-53 of the range.
    double operator()(double low, double high) {
        return low + (high - low) * static_cast<double>(m_random() >> 11) * 0x1p-53;
    }

private:
    std::mt19937_64 m_random;
};

}  // namespace bench
