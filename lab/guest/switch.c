// SPDX-License-Identifier: GPL-2.0
/*
 * mode=switch: the library is turned off and on while programs run, and they lose
 * nothing: no timer, no register, no byte of a pipe, no child. mode=facts: what the
 * kernel says of the library.
 *
 *   switches=N		so many under load, default 30
 *   again=1		the unit tests once more, behind them
 *   module=NAME	instead: /modules/NAME.ko, loaded in either state
 *   inject=WHAT	instead: a switch that fails on purpose, see kunit/inject.c
 *
 * Hazard: a switch that changes nothing passes any test. So after each the kernel
 * looks through its own text, and the same system call is counted in both states.
 */
#include "behave.h"

#define FACTS		"/debug/kvm_para/"
#define WINDOW_TESTS	"/debug/kunit/kvm_para_window/run"
#define CALLS		10000u
#define LOADS		4
#define PERIOD		1370	/* microseconds */

/* Seen by all processes. */
struct shared {
	int stop;
	unsigned long rounds[LOADS];
};

static struct shared *shared;

static char *read_fact(const char *name)
{
	char path[64] = FACTS;

	strlcat(path, name, sizeof(path));
	return file_text(path);
}

/* Each line with the file's name in front of it, to be found in a log */
static void print_fact(const char *name)
{
	char *line, *end;

	for (line = read_fact(name); *line; line = end + 1) {
		end = strchr(line, '\n');
		if (!end)
			guest_fail("a line without an end");
		*end = 0;
		printf("facts: %s: %s\n", name, line);
	}
}

static int turn(int on)
{
	return file_write(FACTS "enable", on ? "1" : "0");
}

static void expect_state(int on)
{
	if (read_fact("enable")[0] != (on ? '1' : '0'))
		guest_fail("the state of the library");
}

static void print_facts_of(const char *when)
{
	printf("facts: %s\n", when);
	print_fact("state");
	print_fact("audit");
}

void all_facts(void)
{
	static const char * const names[] = {
		"state", "features", "sites", "instructions", "audit", "enable", "exits",
	};
	unsigned int i;

	mount_or_fail("debugfs", "/debug");
	for (i = 0; i < ARRAY_LEN(names); i++)
		print_fact(names[i]);
}

/* ---- what runs meanwhile ---------------------------------------------------- */

static void forks(void)
{
	pid_t pid = child_or_fail();

	if (!pid)
		exit(7);
	if ((reap(pid) >> 8 & 0xff) != 7)
		not_ok("a child has lost its status");
}

/* The other end gives each byte back, one higher */
static void pipes(void)
{
	static int there[2], back[2];
	static unsigned char next;
	unsigned char c;

	if (!there[1]) {
		if (pipe(there) < 0 || pipe(back) < 0)
			not_ok("pipe: errno %d", errno);
		if (!child_or_fail()) {
			close(there[1]);
			while (read(there[0], &c, 1) == 1) {
				c++;
				if (write(back[1], &c, 1) != 1)
					exit(1);
			}
			exit(0);
		}
		close(there[0]);
	}
	c = ++next;
	if (write(there[1], &c, 1) != 1 || read(back[0], &c, 1) != 1)
		not_ok("a byte did not come back: errno %d", errno);
	if (c != (unsigned char)(next + 1))
		not_ok("byte %u came back as %u", next, c);
}

static void clocks(void)
{
	clocks_under_signals();
}

static void start(unsigned int i, void (*load)(void))
{
	if (child_or_fail())
		return;
	running = "what runs under a switch";
	if (load == hold_once)
		timer_begin(SIGALRM, PERIOD);
	while (!shared->stop) {
		load();
		shared->rounds[i]++;
		barrier();
	}
	if (load == hold_once)
		timer_end(SIGALRM);
	exit(0);
}

static void (* const loads[LOADS])(void) = { forks, pipes, hold_once, clocks };

static void start_all(void)
{
	unsigned int i;

	shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		guest_fail("mmap");
	for (i = 0; i < LOADS; i++)
		start(i, loads[i]);
}

static void stop_all(void)
{
	unsigned int i;

	shared->stop = 1;
	for (i = 0; i < LOADS; i++) {
		if (wait(NULL) < 0)
			guest_fail("waiting for what ran meanwhile");
		printf("fact: load %u rounds %lu\n", i, shared->rounds[i]);
	}
}

/* Every load has gone on since the last time */
static void await_progress(void)
{
	static unsigned long seen[LOADS];
	unsigned int i, patience;

	for (i = 0; i < LOADS - 1; i++) {
		for (patience = 0; shared->rounds[i] == seen[i]; patience++) {
			if (patience == 5000)
				guest_fail("a load does not go on");
			sleep_a_little();
			barrier();
		}
		seen[i] = shared->rounds[i];
	}
}

/* ---- the test ---------------------------------------------------------------- */

static void count_calls(const char *name)
{
	unsigned int i;

	for (i = 0; i < 100; i++)
		my_syscall0(__NR_getppid);
	meter_name(name, CALLS);
	meter_command(METER_START);
	for (i = 0; i < CALLS; i++)
		my_syscall0(__NR_getppid);
	meter_command(METER_STOP_RUN);
}

static void both_arms(void)
{
	count_calls("call_on");
	if (turn(0))
		guest_fail("turning the library off");
	expect_state(0);
	print_facts_of("off");
	count_calls("call_off");
	if (turn(1))
		guest_fail("turning the library on");
	expect_state(1);
	print_facts_of("on");
	count_calls("call_again");
}

static void under_load(unsigned int switches)
{
	unsigned int i;
	int err;

	start_all();
	for (i = 0; i < switches; i++) {
		err = turn(i & 1);
		if (err) {
			SET_ERRNO(err);
			guest_fail("a switch under load");
		}
		await_progress();
	}
	stop_all();
	printf("fact: switches %u\n", i);
	if (turn(1))
		guest_fail("the last switch");
	print_facts_of("after load");
}

static void unit_test(const char *path)
{
	if (file_write(path, "1"))
		guest_fail(path);
}

/*
 * The unit tests once more: with originals that have been put back, which have to
 * be what they were, and with alternatives. Storms take long where all traps.
 */
static void unit_tests(void)
{
	static const char equivalence[] = "/debug/kunit/kvm_para_equivalence/run";

	if (turn(0))
		guest_fail("the switch for the unit tests");
	unit_test(equivalence);
	if (turn(1))
		guest_fail("the switch behind the unit tests");
	unit_test(equivalence);
	unit_test("/debug/kunit/kvm_para_interrupts/run");
	if (file_exists(WINDOW_TESTS))
		unit_test(WINDOW_TESTS);
}

void switch_tests(const char *switches, const char *again)
{
	mount_or_fail("debugfs", "/debug");
	print_facts_of("boot");
	expect_state(1);
	both_arms();
	under_load(switches ? strtoul(switches, NULL, 10) : 30);
	if (again)
		unit_tests();
	print_fact("sites");
}

/* What fails on purpose, at which of its steps, and what is left then */
void injected_tests(const char *what)
{
	int on = strncmp(what, "off", 3) != 0;
	int err;

	mount_or_fail("debugfs", "/debug");
	if (on && turn(0))
		guest_fail("turning the library off");
	if (file_write(FACTS "inject", what))
		guest_fail("choice of failure");
	err = turn(on);
	printf("fact: switch %s errno %d\n", what, err);
	expect_state(!on);
	print_facts_of("after the failure");
	if (turn(on))
		guest_fail("the same without a failure");
	expect_state(on);
	print_facts_of("and without");
}

static void load_or_fail(const char *name)
{
	SET_ERRNO(load_module(name));
	if (errno)
		guest_fail("loading a module");
}

void module_tests(const char *name)
{
	int err;

	mount_or_fail("debugfs", "/debug");
	err = load_module(name);
	printf("fact: first load errno %d\n", err);
	expect_state(1);
	if (err)
		load_or_fail(name);
	print_facts_of("loaded while on");
	if (turn(0))
		guest_fail("turning the library off");
	print_facts_of("and off");
	unload_module(name);
	load_or_fail(name);
	print_facts_of("loaded while off");
	if (turn(1))
		guest_fail("turning the library on");
	print_facts_of("and on");
	unload_module(name);
}
