/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tracepoints of what happens to the page and to sites. None is on a fast path.
 *
 * Hazard: the boot CPU is done before there is tracing. What happened then is
 * traced once tracing is there, with the ticks it took.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM kvm_para

#if !defined(_KVM_PARA_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define _KVM_PARA_TRACE_H

#include <linux/module.h>
#include <linux/tracepoint.h>

/* The whole attempt at boot: the last step, and why it failed if it did. */
TRACE_EVENT(kvm_para_negotiate,
	    TP_PROTO(const char *step, const char *error, u32 features, u64 ticks),
	    TP_ARGS(step, error, features, ticks),
	    TP_STRUCT__entry(__array(char, step, 24)
			     __array(char, error, 64)
			     __field(u32, features)
			     __field(u64, ticks)
	    ),
	    TP_fast_assign(strscpy(__entry->step, step, sizeof(__entry->step));
			   strscpy(__entry->error, error, sizeof(__entry->error));
			   __entry->features = features;
			   __entry->ticks = ticks;
	    ),
	    TP_printk("step=\"%s\" error=\"%s\" features=%x ticks=%llu",
		      __entry->step, __entry->error, __entry->features, __entry->ticks)
);

DECLARE_EVENT_CLASS(kvm_para_page,
		    TP_PROTO(unsigned int cpu, u32 features),
		    TP_ARGS(cpu, features),
		    TP_STRUCT__entry(__field(unsigned int, cpu)
				     __field(u32, features)
		    ),
		    TP_fast_assign(__entry->cpu = cpu;
				   __entry->features = features;
		    ),
		    TP_printk("cpu=%u features=%x", __entry->cpu, __entry->features)
);

/* A CPU runs with its page. */
DEFINE_EVENT(kvm_para_page, kvm_para_map,
	     TP_PROTO(unsigned int cpu, u32 features),
	     TP_ARGS(cpu, features)
);

/* A CPU goes; when it comes back it maps its page again. */
DEFINE_EVENT(kvm_para_page, kvm_para_unmap,
	     TP_PROTO(unsigned int cpu, u32 features),
	     TP_ARGS(cpu, features)
);

/* This CPU hands the machine over, and has put the page where nobody has anything. */
DEFINE_EVENT(kvm_para_page, kvm_para_handover,
	     TP_PROTO(unsigned int cpu, u32 features),
	     TP_ARGS(cpu, features)
);

/* Sites have got their alternatives, or their originals; or none has, and why. */
TRACE_EVENT(kvm_para_patch,
	    TP_PROTO(bool on, unsigned int sites, int err),
	    TP_ARGS(on, sites, err),
	    TP_STRUCT__entry(__field(bool, on)
			     __field(unsigned int, sites)
			     __field(int, err)
	    ),
	    TP_fast_assign(__entry->on = on;
			   __entry->sites = sites;
			   __entry->err = err;
	    ),
	    TP_printk("on=%u sites=%u err=%d", __entry->on, __entry->sites,
		      __entry->err)
);

/*
 * A record of a module's has been taken, with so many sites patched, or is forgotten;
 * or the module is not loaded, and why.
 */
TRACE_EVENT(kvm_para_module,
	    TP_PROTO(const char *name, bool init, bool load, unsigned int sites, int err),
	    TP_ARGS(name, init, load, sites, err),
	    TP_STRUCT__entry(__array(char, name, MODULE_NAME_LEN)
			     __field(bool, init)
			     __field(bool, load)
			     __field(unsigned int, sites)
			     __field(int, err)
	    ),
	    TP_fast_assign(strscpy(__entry->name, name, sizeof(__entry->name));
			   __entry->init = init;
			   __entry->load = load;
			   __entry->sites = sites;
			   __entry->err = err;
	    ),
	    TP_printk("%s%s load=%u sites=%u err=%d", __entry->name,
		      __entry->init ? "/init" : "", __entry->load, __entry->sites,
		      __entry->err)
);

#endif /* _KVM_PARA_TRACE_H */

#undef TRACE_INCLUDE_PATH
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_PATH kvm_para
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
