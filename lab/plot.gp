# SPDX-License-Identifier: GPL-2.0
#
# Bar chart of exits by cause, one panel a workload, from report.awk's plot
# output: gnuplot -e "data='...'; svg='...'; names='...'; columns=N" plot.gp
#
# Hazard: workloads differ by orders of magnitude, so each has its own scale.

set terminal svg size 1500,1750 font "Helvetica,13" background "white"
set output svg
set style data histograms
set style histogram rowstacked
set style fill solid 0.9 border rgb "white"
set boxwidth 0.8
set grid ytics lc rgb "#cccccc"
set xtics rotate by -35 scale 0 font ",11"
set yrange [0:*]
set key outside right top reverse Left samplen 1 font ",10" noenhanced
set linetype 1 lc rgb "#4c72b0"
set linetype 2 lc rgb "#dd8452"
set linetype 3 lc rgb "#55a868"
set linetype 4 lc rgb "#c44e52"
set linetype 5 lc rgb "#8172b3"
set linetype 6 lc rgb "#937860"
set linetype 7 lc rgb "#da8bc3"
set linetype 8 lc rgb "#8c8c8c"
set linetype 9 lc rgb "#ccb974"
set linetype 10 lc rgb "#64b5cd"
set linetype 11 lc rgb "#1b4f72"
set linetype 12 lc rgb "#922b21"
set linetype 13 lc rgb "#145a32"
set linetype 14 lc rgb "#7d6608"
set linetype 15 lc rgb "#4a235a"
set linetype 16 lc rgb "#17202a"
set linetype 17 lc rgb "#aed6f1"
set linetype 18 lc rgb "#f5b7b1"
set linetype 19 lc rgb "#abebc6"
set linetype 20 lc rgb "#f9e79f"

set multiplot layout (words(names) + 1) / 2, 2 title "Exits per operation, by cause (lower is better)" font ",17"
do for [b = 1:words(names)] {
	set title word(names, b) noenhanced font ",14"
	plot for [c = 2:columns] data index b - 1 using c:xtic(1) title columnheader(c)
}
unset multiplot
