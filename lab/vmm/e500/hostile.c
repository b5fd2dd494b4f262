// SPDX-License-Identifier: GPL-2.0
/*
 * Virtual machines with the hostile guest (lab/hostile), many in a row, each in a
 * process of its own: before the guest under test, to see what the host loses by them,
 * and beside it, to see what that guest loses.
 *
 * Hazard: a guest that does to itself what it tries on the host, and from then on does
 * nothing. So each tick looks at its steps. A vCPU that makes none begins anew,
 * and when that does not help, the next machine does, with other numbers. What counts
 * are the steps made, not the machines.
 */
#include "e500.h"
#include "../../thread.h"
#include "../../hostile/hostile.h"
#include <linux/futex.h>
#include <linux/sched.h>

#define BEGIN_ANEW	2	/* after so many ticks without a step */
#define GIVE_UP		12
#define LAST		2000	/* ticks of one machine, whatever its vCPUs do */
#define STEPS		1000	/* of one vCPU in one machine */
#define WARM_UP		ATTACKS	/* machines until the host's memory has settled */
#define SETTLED		3	/* seconds in which no more of it comes back */
#define LOOPS		500000
#define STACK_SIZE	0x4000
#define TLB_ENTRIES	1024
#define LEAK_AGE	6	/* seconds; what is younger the host does not report */

/* The sum of all machines, in memory that is shared with their processes */
struct totals {
	__u32 machines;
	__u32 steps, calls, starts, foreign, broken;	/* see struct hostile_state */
	__u32 spoilt, anew, given_up, refused, slow, legacy;
};

struct machine {
	struct vm *vm;
	struct vcpu vcpu[CPUS_MAX];
	unsigned char *ram;
	unsigned int seed;
	unsigned int cpus;
	unsigned int tick;	/* in microseconds */
	__u32 loop_ticks;
	enum hostile_attack attack;
};

struct geometry {
	__u32 size[2], ways0;
};

static struct machine machine;	/* of this process */
static struct totals *totals;
static pid_t beside;
static int ticks;
static int running;	/* a futex: vCPUs that have not ended */
static struct kvm_book3e_206_tlb_entry tlb[CPUS_MAX][TLB_ENTRIES];
static struct kvm_book3e_206_tlb_entry tlb_at_start[CPUS_MAX][TLB_ENTRIES];
static int tlb_shared[CPUS_MAX];
static unsigned char image[HOSTILE_STATE];
static long image_size;
static char stack[CPUS_MAX][STACK_SIZE] __aligned(16);

/* The timer's signal comes to one thread, and each has to leave KVM_RUN for it. */
static void on_tick(int number)
{
	unsigned int i;
	long pid;

	if (number != SIGALRM)
		return;
	__atomic_add_fetch(&ticks, 1, __ATOMIC_SEQ_CST);
	pid = my_syscall0(__NR_getpid);
	for (i = 1; i < machine.cpus; i++)
		my_syscall3(__NR_tgkill, pid, machine.vcpu[i].thread, SIGUSR1);
}

static struct hostile_state *state_of(const struct machine *m, unsigned int cpu)
{
	return (struct hostile_state *)(m->ram + HOSTILE_STATE) + cpu;
}

static void add(__u32 *sum, __u32 n)
{
	__atomic_add_fetch(sum, n, __ATOMIC_SEQ_CST);
}

/*
 * TLBs of other sizes than KVM's own, in memory of this process. One without TLB1
 * gets a page at a time of the guest's first 512 KiB in TLB0.
 */
static int share_tlb(struct vcpu *vcpu, const struct geometry *g)
{
	struct kvm_book3e_206_tlb_params params = {
		.tlb_sizes = { g->size[0], g->size[1] },
		.tlb_ways = { g->ways0, g->size[1] },
	};
	struct kvm_book3e_206_tlb_entry *entry = tlb[vcpu->number];
	struct kvm_config_tlb config = {
		.params = (unsigned long)&params,
		.array = (unsigned long)entry,
		.mmu_type = KVM_MMU_FSL_BOOKE_NOHV,
		.array_len = sizeof(tlb[0]),
	};
	struct kvm_enable_cap cap = { .cap = KVM_CAP_SW_TLB };
	struct kvm_dirty_tlb all = { 0 };
	unsigned int i;

	cap.args[0] = (unsigned long)&config;
	if (ioctl(vcpu->fd, KVM_ENABLE_CAP, &cap) < 0)
		return -1;
	for (i = 0; i < g->size[0] / g->ways0 && !g->size[1]; i++) {
		entry[i * g->ways0].mas1 = 0x80000100;	/* V, 4K */
		entry[i * g->ways0].mas2 = i << 12;
		entry[i * g->ways0].mas7_3 = i << 12 | 0x15;
	}
	if (g->size[1]) {
		entry[g->size[0]].mas1 = 0x80000900;	/* V, 256M */
		entry[g->size[0]].mas7_3 = 0x15;
	}
	memcpy(tlb_at_start[vcpu->number], entry, sizeof(tlb[0]));
	tlb_shared[vcpu->number] = 1;
	return ioctl(vcpu->fd, KVM_DIRTY_TLB, &all);
}

static void choose_tlb(struct machine *m, struct vcpu *vcpu)
{
	static const struct geometry other[] = {
		{ { 256, 16 }, 2 }, { { 512, 48 }, 4 }, { { 64, 63 }, 1 }, { { 128, 1 }, 2 },
	};
	static const struct geometry no_tlb1 = { { 256, 0 }, 2 };
	struct kvm_dirty_tlb none = { 0 };
	unsigned int i = m->seed % (ARRAY_LEN(other) + 1);

	if (m->attack == ATTACK_ESEL) {
		if (share_tlb(vcpu, &no_tlb1) == 0)
			return;
		add(&totals->refused, 1);
		m->attack = ATTACK_NONE;
	}
	if (i < ARRAY_LEN(other) && m->attack != ATTACK_FOUND) {
		if (share_tlb(vcpu, &other[i]) < 0)
			die("KVM_CAP_SW_TLB", "sizes that KVM has taken before");
		return;
	}
	if (ioctl(vcpu->fd, KVM_DIRTY_TLB, &none) < 0)
		die("KVM_DIRTY_TLB", "is this an e500 host?");
}

/* Of what the guest may have spoilt, all that KVM lets be set */
static void enter_at_0(const struct machine *m, struct vcpu *vcpu)
{
	struct kvm_dirty_tlb all = { 0 };
	struct kvm_regs regs = { 0 };

	memcpy(m->ram, image, image_size);
	if (tlb_shared[vcpu->number]) {
		memcpy(tlb[vcpu->number], tlb_at_start[vcpu->number], sizeof(tlb[0]));
		my_syscall3(__NR_ioctl, vcpu->fd, KVM_DIRTY_TLB, &all);
	}
	my_syscall3(__NR_ioctl, vcpu->fd, KVM_SET_REGS, &regs);
}

static void make_vcpu(struct machine *m, unsigned int number)
{
	struct hostile_state *s = state_of(m, number);
	struct vcpu *vcpu = &m->vcpu[number];
	int size = ioctl(m->vm->kvm_fd, KVM_GET_VCPU_MMAP_SIZE, NULL);

	vcpu->vm = m->vm;
	vcpu->number = number;
	vcpu->fd = ioctl(m->vm->vm_fd, KVM_CREATE_VCPU, (void *)(unsigned long)number);
	if (vcpu->fd < 0)
		die("KVM_CREATE_VCPU", "a host with SMP=n takes one vCPU");
	vcpu->run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu->fd, 0);
	if (vcpu->run == MAP_FAILED)
		die("mmap of kvm_run", "is the host out of memory?");
	choose_tlb(m, vcpu);
	enter_at_0(m, vcpu);
	s->seed = m->seed + number;
	s->target = STEPS;
	hostile_set(&s->attack, m->attack);
	hostile_set(&s->foreign, 0);
	hostile_set(&s->broken, 0);
}

static unsigned char *anonymous(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		die("mmap of guest memory", "does the host have that to spare?");
	return p;
}

/*
 * Both ranges from memory that maps in large pages, if there is such: its first part, and
 * one that lies in it as it cannot lie in the guest. The page between is not the guest's.
 */
static void make_memory(struct machine *m)
{
	unsigned char *high;

	if (m->ram) {
		*(__u32 *)(m->ram + HOSTILE_RAM) = HOSTILE_SECRET;
		high = m->ram + HOSTILE_RAM + HOSTILE_BETWEEN;
	} else {
		m->ram = anonymous(HOSTILE_RAM);
		high = anonymous(HOSTILE_HIGH_SIZE);
	}
	memset(m->ram, 0, HOSTILE_IMAGE);
	memory_add(m->vm, 0, 0, HOSTILE_RAM, m->ram);
	memory_add(m->vm, 1, HOSTILE_HIGH, HOSTILE_HIGH_SIZE, high);
}

/*
 * Whether the vCPU is to go on: it does something, or may still do so. How many steps it
 * has made, and how many it is to make, is the guest's word, and its other vCPU writes that
 * as well: it may make them for ever.
 */
static int look(struct machine *m, struct vcpu *vcpu, __u32 *steps, int *idle)
{
	__u32 now = state_of(m, vcpu->number)->steps;

	*idle = now == *steps ? *idle + 1 : 0;
	*steps = now;
	if (*idle == GIVE_UP || __atomic_load_n(&ticks, __ATOMIC_SEQ_CST) > LAST) {
		add(&totals->given_up, 1);
		return 0;
	}
	if (*idle && *idle % BEGIN_ANEW == 0) {
		enter_at_0(m, vcpu);
		add(&totals->anew, 1);
	}
	return 1;
}

/* Ticks of the time base for a loop that needs nothing but the CPU */
static noinline __u32 loop_ticks(void)
{
	__u64 start = timebase();
	unsigned int i;

	for (i = 0; i < LOOPS; i++)
		asm volatile("" : : : "memory");
	return timebase() - start;
}

/* mfspr r3,SPRG0 becomes lwz r3,-4060(0), as a host would do it at the trap */
#define LWZ_SPRG0	0x8060f024u

/* The vCPU has set a timer, and does not run; or it has executed its text once */
static void look_at_host(const struct machine *m, struct hostile_state *s)
{
	if (m->attack == ATTACK_NOT)
		s->text[0] = LWZ_SPRG0;
	if (m->attack == ATTACK_TIMER && loop_ticks() * 2 > m->loop_ticks * 3)
		add(&totals->slow, 1);
}

static int all_done(const struct machine *m, const struct vcpu *vcpu)
{
	const struct hostile_state *s = state_of(m, vcpu->number);

	return vcpu->run->exit_reason == KVM_EXIT_MMIO &&
	       vcpu->run->mmio.phys_addr == HOSTILE_LOOK && s->steps >= s->target;
}

/* Every exit is survived: what the guest is told by one is all the same to it. */
static void run_vcpu(struct machine *m, struct vcpu *vcpu)
{
	int seen = 0, idle = 0, now;
	__u32 steps = 0;
	long err;

	for (;;) {
		err = my_syscall3(__NR_ioctl, vcpu->fd, KVM_RUN, 0);
		if (!err && all_done(m, vcpu))
			return;
		if (!err && vcpu->run->exit_reason == KVM_EXIT_MMIO &&
		    vcpu->run->mmio.phys_addr == HOSTILE_LOOK)
			look_at_host(m, state_of(m, vcpu->number));
		/* It has met the debugger's breakpoint, and would for ever. */
		if (!err && vcpu->run->exit_reason == KVM_EXIT_DEBUG)
			enter_at_0(m, vcpu);
		if (!err && vcpu->run->exit_reason == KVM_EXIT_MMIO)
			memset(vcpu->run->mmio.data, 0xff, sizeof(vcpu->run->mmio.data));
		now = __atomic_load_n(&ticks, __ATOMIC_SEQ_CST);
		if (now == seen)
			continue;
		seen = now;
		if (!look(m, vcpu, &steps, &idle))
			return;
	}
}

static void __noreturn run_other(void *arg)
{
	run_vcpu(&machine, arg);
	if (!__atomic_sub_fetch(&running, 1, __ATOMIC_SEQ_CST))
		my_syscall3(__NR_futex, &running, FUTEX_WAKE_PRIVATE, 1);
	for (;;)
		my_syscall1(__NR_exit, 0);
}

static void run_vcpus(struct machine *m)
{
	struct {
		long interval_sec, interval_usec, sec, usec;
	} timer = { .interval_usec = m->tick, .usec = m->tick };
	unsigned int i;

	on_signal(SIGALRM, on_tick);
	on_signal(SIGUSR1, on_tick);
	running = m->cpus - 1;
	for (i = 1; i < m->cpus; i++) {
		m->vcpu[i].thread = thread_start(run_other, &m->vcpu[i], stack[i] + STACK_SIZE,
						 CLONE_VM | CLONE_FS | CLONE_FILES |
						 CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM);
		if (m->vcpu[i].thread < 0)
			die("clone", "is the host out of memory?");
	}
	if (__sysret(my_syscall3(__NR_setitimer, ITIMER_REAL, &timer, NULL)) < 0)
		die("setitimer", "needs POSIX_TIMERS in the host kernel");
	run_vcpu(m, &m->vcpu[0]);
	while ((i = __atomic_load_n(&running, __ATOMIC_SEQ_CST)))
		my_syscall4(__NR_futex, &running, FUTEX_WAIT_PRIVATE, i, NULL);
}

/* The guest may have written over what it counts; then nothing of it is counted. */
static int is_whole(const struct hostile_state *s)
{
	return s->steps <= STEPS && s->calls <= 8 * STEPS &&
	       hostile_whole(&s->foreign) && hostile_whole(&s->broken);
}

/* What one needs to see it once more */
static void print_machine(const struct machine *m, const struct hostile_state *s)
{
	say("hostile machine %u (attack %u): broken %u foreign %u, at step %u of %u",
	    totals->machines, m->attack, s->broken.n, s->foreign.n, s->steps, s->target);
}

static void count(const struct machine *m)
{
	const struct hostile_state *s;
	unsigned int i;

	for (i = 0; i < m->cpus; i++) {
		s = state_of(m, i);
		if (!is_whole(s)) {
			add(&totals->spoilt, 1);
			continue;
		}
		if (s->broken.n || s->foreign.n)
			print_machine(m, s);
		add(&totals->steps, s->steps);
		add(&totals->calls, s->calls);
		add(&totals->starts, s->starts);
		add(&totals->foreign, s->foreign.n);
		add(&totals->broken, s->broken.n);
		totals->legacy |= m->attack == ATTACK_NOT ? s->legacy : 0;
	}
	add(&totals->machines, 1);
}

/* Another one beside, so that what the host keeps for the next lies elsewhere */
static void make_spare(void)
{
	static struct vm spare;

	vm_create(&spare);
	if (ioctl(spare.vm_fd, KVM_CREATE_VCPU, NULL) < 0)
		die("KVM_CREATE_VCPU", "is the host out of memory?");
}

static void __noreturn run_machine(const struct options *opt, unsigned char *ram, __u32 number)
{
	static struct vm vm;
	struct machine *m = &machine;
	unsigned int i;

	m->vm = &vm;
	/* Each attack on memory of either kind, whether their number is odd or even */
	m->ram = (number + number / ATTACKS) & 1 ? ram : NULL;
	m->cpus = opt->hostile_cpus;
	m->tick = opt->hostile_tick;
	m->attack = opt->hostile_attack ? opt->hostile_attack : number % ATTACKS;
	m->seed = (opt->hostile_seed + number) * 2654435761u | 1;
	if (m->seed >> 8 & 1)
		make_spare();
	vm_create(&vm);
	make_memory(m);
	for (i = 0; i < m->cpus; i++)
		make_vcpu(m, i);
	m->loop_ticks = loop_ticks();
	run_vcpus(m);
	count(m);
	for (;;)
		my_syscall1(__NR_exit_group, 0);
}

static void next_machine(const struct options *opt, unsigned char *ram)
{
	__u32 number = totals->machines;
	int status;
	pid_t pid = fork();

	if (pid < 0)
		die("fork", "is the host out of memory?");
	if (!pid)
		run_machine(opt, ram, number);
	if (waitpid(pid, &status, 0) != pid || status || totals->machines == number) {
		say("hostile machine %u failed: status %x", number, status);
		vmm_end(0);
	}
}

static void print_totals(const char *when)
{
	const struct totals *t = totals;

	printf("@hostile %s machines %u steps %u calls %u starts %u anew %u given_up %u\n",
	       when, t->machines, t->steps, t->calls, t->starts, t->anew, t->given_up);
	printf("@hostile %s broken %u foreign %u spoilt %u refused %u slow %u legacy %u\n", when,
	       t->broken, t->foreign, t->spoilt, t->refused, t->slow, t->legacy);
}

/* In KiB */
static __u32 memory_free(void)
{
	struct line_reader reader;
	const char *line;
	__u32 value = 0;

	if (lines_open(&reader, "/proc/meminfo") < 0)
		die("/proc/meminfo", "needs PROC_FS in the host kernel");
	while ((line = lines_next(&reader))) {
		if (!strncmp(line, "MemFree:", 8))
			value = strtoul(line + 8, NULL, 10);
	}
	return value;
}

/*
 * What the last machine had is freed behind RCU, some time after it has ended, and a busy
 * host takes its time: what is free when nothing more has come back for SETTLED seconds.
 */
static __u32 memory_settled(void)
{
	__u32 most = memory_free(), now;
	int quiet = 0;

	while (quiet < SETTLED) {
		sleep(1);
		now = memory_free();
		quiet++;
		if (now > most) {
			most = now;
			quiet = 0;
		}
	}
	return most;
}

/* Of memory that nobody points to, if this host looks for that */
static void print_leaks(void)
{
	static const char file[] = "/sys/kernel/debug/kmemleak";
	struct line_reader reader;
	const char *line;
	unsigned int count = 0;

	sleep(LEAK_AGE);
	if (write_file(file, "scan") < 0)
		return;
	sleep(LEAK_AGE);
	write_file(file, "scan");
	if (lines_open(&reader, file) < 0)
		die(file, "unexpected");
	while ((line = lines_next(&reader))) {
		count += !strncmp(line, "unreferenced", 12);
		say("leak: %s", line);
	}
	printf("@hostile leaks %u\n", count);
}

/* All the host has to say is to be on the console, warnings as well. */
static void hostile_before(struct vm *vm)
{
	unsigned char *ram = vm->opt.memory == MEMORY_ANONYMOUS ? NULL : vm->ram;
	__u32 before = 0, first = 0;

	my_syscall3(__NR_syslog, 8, NULL, 8);
	image_size = read_file(vm->opt.hostile, image, sizeof(image));
	if (image_size < 0)
		die(vm->opt.hostile, "it has to be a raw binary that ends below HOSTILE_STATE");
	totals = mmap(NULL, sizeof(*totals), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (totals == MAP_FAILED)
		die("mmap", "needs SHMEM in the host kernel");
	while (totals->steps < vm->opt.hostile_steps) {
		if (totals->machines == WARM_UP) {
			before = memory_settled();
			first = totals->machines;
		}
		next_machine(&vm->opt, ram);
	}
	print_totals("before");
	printf("@hostile memory machines %u free %u then %u\n", totals->machines - first,
	       before, memory_settled());
	print_leaks();
	memset(vm->ram, 0, HOSTILE_RAM + HOSTILE_BETWEEN + HOSTILE_HIGH_SIZE);
}

/* In a group of their own, to be ended together */
static void hostile_beside(const struct vm *vm)
{
	memset(totals, 0, sizeof(*totals));
	beside = fork();
	if (beside < 0)
		die("fork", "is the host out of memory?");
	if (beside)
		return;
	my_syscall2(__NR_setpgid, 0, 0);
	for (;;)
		next_machine(&vm->opt, NULL);
}

/* The guest under test has ended; the others are ended wherever they are */
static void hostile_end(void)
{
	int status;

	if (!beside)
		return;
	kill(-beside, SIGKILL);
	if (waitpid(beside, &status, 0) != beside || status != SIGKILL) {
		say("hostile machines failed: status %x", status);
		vmm_end(0);
	}
	print_totals("beside");
}

const struct hostility hostility = {
	.before = hostile_before,
	.beside = hostile_beside,
	.end = hostile_end,
};
