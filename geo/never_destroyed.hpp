// What lasts as long as the process, because threads and signals may still need it when the process ends.
#pragma once

namespace geo {

/// The one T of the process, made by the first call.
template <class T>
T& never_destroyed() {
    static T* const instance = new T;
    return *instance;
}

}  // namespace geo
