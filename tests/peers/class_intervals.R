# Class breaks by R's classInt, with which tests/render/classify_test.cpp compares. Not part of ctest.
#
#   apt-get install r-cran-classint; Rscript tests/peers/class_intervals.R
library(classInt)
x <- c(2.5, 3.1, 3.1, 4.7, 5, 5.2, 8.8, 9.1, 9.4, 14, 15.5, 15.5, 21, 22.3, 40)
cat("classInt", packageDescription("classInt")$Version, "\n")
for (style in c("equal", "quantile", "fisher", "jenks", "pretty", "headtails", "maximum", "box")) {
    breaks <- classIntervals(x, 4, style = style)$brks
    right <- style == "jenks"
    counts <- table(cut(x, breaks, include.lowest = TRUE, right = right))
    cat(style, "breaks", format(breaks, digits = 17, trim = TRUE), "counts", as.vector(counts), "\n")
}
cat("percentiles", format(quantile(x, c(.01, .1, .5, .9, .99, 1)), digits = 17, trim = TRUE), "\n")
cat("mean", format(mean(x), digits = 17), "sd", format(sd(x), digits = 17), "\n")
