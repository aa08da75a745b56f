#include "geo/late_library.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using support::message_of;
using testing::AllOf;
using testing::HasSubstr;

TEST(LateLibrary, OneThatIsThereIsLoadedAsOftenAsItIsAskedFor) {
    EXPECT_NO_THROW(geo::load_library("libc.so.6"));
    EXPECT_NO_THROW(geo::load_library("libc.so.6"));
}

TEST(LateLibraryErrors, OneThatIsMissingIsNamedWithItsPackage) {
    // As Debian calls them: a version after a digit is set off.
    EXPECT_THAT(message_of<geo::InputError>([] { geo::load_library("libnowhere-1.0.so.7"); }),
                HasSubstr("package libnowhere-1.0-7"));
    EXPECT_THAT(message_of<geo::InputError>([] { geo::load_library("libnowhere.so.7"); }),
                AllOf(HasSubstr("libnowhere.so.7: cannot be loaded"), HasSubstr("package libnowhere7")));
}

}  // namespace
