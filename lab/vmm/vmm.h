/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The laboratory's virtual machine monitor, shared declarations.
 *
 * The VMM is init of the host kernel (L1), a static program without a C
 * library. The hazard in such a program is a failure nobody sees: there is no
 * shell behind it. So every system call that matters is checked, and every
 * way out goes through vmm_end(), which leaves one "@end" line on the console.
 */
#ifndef LAB_VMM_H
#define LAB_VMM_H

#include "nolibc.h"
#include <linux/kvm.h>
#include "../abi.h"

#define ARRAY_LEN(a)	(sizeof(a) / sizeof((a)[0]))

/* The same on every machine, as the guest sees it */
#define RAM_SIZE	(64UL << 20)
#define MORE_RAM	(32UL << 20)	/* behind it, if asked for */
#define FDT_MAX		0x10000UL	/* room for the device tree, at the end */
#define METER_BASE	0xe0006000UL
#define METER_SIZE	0x1000UL
#define UART_IRQ	42
#define METER_IRQ	43
#define CPUS_MAX	4		/* as in configs/smp.config */

enum memory_kind {
	MEMORY_ANONYMOUS,	/* ordinary user memory: shadow TLB of 4K pages */
	MEMORY_CONTIGUOUS,	/* one physical range: shadow TLB of large pages */
	MEMORY_HUGE,		/* one huge page: the same, of memory that Linux manages */
};

/* What the guest finds when it looks for a hypervisor */
enum hypervisor_kind {
	HYPERVISOR_GOOD,	/* KVM itself */
	HYPERVISOR_NONE,	/* no node in the device tree */
	HYPERVISOR_NO_FEATURE,	/* answers, but knows no magic page */
	HYPERVISOR_REFUSE_MAP,	/* offers the page, then will not map it */
	HYPERVISOR_LIE,		/* says the page is mapped; it is not */
	HYPERVISOR_REFUSE_SECOND, /* maps it on CPU 0 and refuses all others */
};

struct options {
	unsigned int machine;	/* of the platform's */
	const char *kernel;
	const char *initrd;
	const char *append;
	enum memory_kind memory;
	enum hypervisor_kind hypervisor;
	unsigned int cpus;
	int late_vcpus;
	int detail;
	int more_memory;
	unsigned long text_size;	/* of the guest kernel; 0 if not known */
	int sandbox;		/* this program's system calls are filtered */
	int big_tlb;		/* the guest's is larger than the hardware's */
	unsigned int points;	/* how often it is saved, and goes on in a new VM */
	unsigned int seed;	/* of when */
	const char *restore;	/* a saved state to begin with */
	const char *hostile;		/* see hostile.c; NULL if there is none */
	unsigned int hostile_steps;
	unsigned int hostile_seed;
	unsigned int hostile_cpus;
	unsigned int hostile_tick;	/* microseconds between two looks at a vCPU */
	unsigned int hostile_attack;	/* no other than this; 0 for all in turn */
};

struct vm;

/* What another thread wants of a vCPU's own */
enum asked { ASKED_NOTHING, ASKED_RESET, ASKED_STOP, STOPPED };

struct vcpu {
	struct vm *vm;
	unsigned int number;	/* also its PIR, and its number at the interrupt controller */
	int fd;			/* -1 until it is made */
	int stats_fd;
	int thread;
	int released;		/* a futex; the first one is when it boots */
	int asked;		/* a futex: an enum asked, for which somebody waits */
	struct kvm_run *run;
	struct kvm_sregs power_on;
};

struct vm {
	struct options opt;
	int kvm_fd;
	int vm_fd;
	int irqchip_fd;
	int lock;		/* see smp.c */
	struct vcpu *serving;	/* whose exit is being served, under the lock */
	struct vcpu vcpu[CPUS_MAX];
	unsigned char *ram;
};

struct guest_image {
	unsigned long kernel_size;	/* at 0 */
	unsigned long fdt_start;
	unsigned long initrd_start;
	unsigned long initrd_end;
};

/* sandbox.c */
void sandbox(void);

/* io.c: console, files, signals, failure */
void say(const char *fmt, ...) __printf(1, 2);
const char *errno_name(int err);
void host_setup(void);
void __noreturn vmm_end(int ok);
void __noreturn die(const char *what, const char *remedy);
void on_signal(int number, void (*handler)(int number));
long read_file(const char *path, void *buf, size_t size);
long pread_fd(int fd, void *buf, size_t size, size_t offset);
int write_file(const char *path, const char *text);

struct line_reader {
	int fd;
	int pos;
	int len;
	char buf[1024];
	char line[256];
};

int lines_open(struct line_reader *r, const char *path);
const char *lines_next(struct line_reader *r);

/* options.c */
void options_parse(struct options *opt, int argc, char **argv);

/* memory.c */
void memory_create(struct vm *vm);
void memory_add(struct vm *vm, unsigned int slot, unsigned long at, size_t size, void *ram);
void memory_load(struct vm *vm, struct guest_image *image);

/* fdt.c, hypercall.c: what the guest is told */
void fdt_build(struct vm *vm, const struct guest_image *image, const char *append);

struct hypercall {
	__u32 insn[4];
	int has_idle;
};

int hypercall_get(struct vm *vm, struct hypercall *hc);

/* vm.c */
void vm_create(struct vm *vm);
void vm_needs(struct vm *vm, unsigned long cap, const char *name, const char *remedy);
void vcpus_create(struct vm *vm);
void vcpu_create(struct vcpu *vcpu);
void vcpu_loop(struct vcpu *vcpu);
void __noreturn vcpu_fail(struct vm *vm, const char *why);

/* smp.c: a thread for each vCPU; the first one's is the VMM's own */
void smp_start(struct vm *vm);
void __noreturn smp_run_first(struct vm *vm);
void machine_lock(struct vcpu *vcpu);
void machine_unlock(struct vm *vm);
void smp_release(struct vcpu *vcpu);
void smp_reset(struct vm *vm, __u32 cpus);
void smp_leave(struct vm *vm);
void smp_stop(struct vm *vm, unsigned int usec);
void smp_state(struct vm *vm, void (*item)(void *data, size_t size));

/* points.c: when a guest is saved */
void points_begin(struct vm *vm);
void points_go_on(void);
void points_serve(struct vm *vm);
void points_report(const struct vm *vm);
void points_state(void (*item)(void *data, size_t size));

/* state.c: what of it; registers.c: those that KVM lists */
void __noreturn state_move(struct vm *vm);
void state_restore(struct vm *vm);
void state_memory(void *at, size_t size);
int register_get(const struct vcpu *vcpu, __u64 id, __u64 *value);
int register_set(const struct vcpu *vcpu, __u64 id, __u64 value);
unsigned int registers_list(const struct vcpu *vcpu, __u64 *id, unsigned int room);
void registers_check(struct vcpu *vcpu);
void register_check(int ok, const char *what);
int register_refused(const struct vcpu *vcpu, __u64 id, __u64 value);

/* bus.c and the devices on it */
void bus_access(struct vm *vm, __u64 addr, __u8 *data, unsigned int len, int is_write);
__u32 uart_read(struct vm *vm, __u32 offset);
void uart_write(struct vm *vm, __u32 offset, __u32 value);
void uart_state(void (*item)(void *data, size_t size));
__u32 meter_read(struct vm *vm, __u32 offset);
void meter_write(struct vm *vm, __u32 offset, __u32 value);
void meter_power_on(struct vm *vm);
void meter_state(void (*item)(void *data, size_t size));
void __noreturn meter_restart(struct vm *vm);

/* console.c: what the guest says */
void console_put(char c);
void console_flush(void);
void console_exit(void);
__u64 console_exits(void);
void console_state(void (*item)(void *data, size_t size));

/* alarm.c: the meter's interrupt, later */
void alarm_open(struct vm *vm);
void alarm_set(__u32 usec);
void alarm_serve(struct vm *vm);

/* stats.c: where the exits went */
#define CAUSES_MAX	32

struct sample {
	__u64 cause[CAUSES_MAX];
	__u64 ticks;
};

void stats_directory(const struct vm *vm, char *path, size_t size);
void stats_open(struct vcpu *vcpu);
void stats_reset(struct vm *vm);
void stats_sample(struct vm *vm, struct sample *s);
const char *stats_cause_name(unsigned int i);
__u64 timebase(void);	/* the platform's */

/* text.c: what the guest has made of its own code */
void text_report(const struct vm *vm);

/* exits.c: the counters of a host that has them */
void exits_find(const struct kvm_stats_header *header, const char *descriptors, size_t step);
void exits_reset(struct vm *vm);
void exits_report(struct vm *vm, const char *workload, const char *kind, __u32 ops);
void exits_report_vcpu(const struct vcpu *vcpu);
/* trace.c: which instruction, and where */
void trace_start(void);
void trace_report(const char *workload);

#endif /* LAB_VMM_H */
