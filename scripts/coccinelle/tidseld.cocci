// SPDX-License-Identifier: GPL-2.0
/// MAS4[TIDSELD] has four bits and comes from the guest, there are three PIDs, and what
/// lies behind them went into MAS1: part of an address of the host's, for one.

@@
identifier e, sel;
@@
-return e->pid[sel];
+return sel < E500_PID_NUM ? e->pid[sel] : 0;
