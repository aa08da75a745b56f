// 128-bit integers, for sums and products of grid coordinates that outgrow 64 bits.
#pragma once

namespace geo {

__extension__ typedef __int128 Int128;

}  // namespace geo
