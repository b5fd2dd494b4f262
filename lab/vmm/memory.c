// SPDX-License-Identifier: GPL-2.0
/*
 * The guest's RAM: where it comes from, and what is in it at power on.
 *
 * Contiguous memory is a range the host set aside ("reserve_mem=" on its
 * command line) and that is mapped through /dev/mem. Two hazards: memory the
 * host does not count as its RAM ("mem=") would be mapped uncached, and a
 * range that is not ours would be the host's own. So only a range the host
 * lists as reserved is taken, and only if there is exactly one such.
 */
#include "vmm.h"

#define RESERVED	"/sys/kernel/debug/memblock/reserved"
#define CONTIG_HELP	"boot the host with reserve_mem=64M:64M:guest"
#define HUGE_HELP	"boot the host with hugepagesz=64M hugepages=1"
#define HUGE_SHIFT	26	/* of RAM_SIZE */

static void *map_anonymous(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		die("mmap of guest memory", "does the host have that to spare?");
	return p;
}

/* A line is "   0: 0x0000000008000000..0x000000000bffffff ..." */
static int parse_range(const char *line, __u64 *start, __u64 *end)
{
	const char *p = strchr(line, ':');
	char *rest;

	if (!p)
		return 0;
	*start = strtoull(p + 1, &rest, 16);
	if (rest[0] != '.' || rest[1] != '.')
		return 0;
	*end = strtoull(rest + 2, NULL, 16) + 1;
	return 1;
}

/*
 * Neighbouring reservations are listed as one, so look for an aligned piece.
 * Whatever else the host reserves (itself, its initramfs, its page structures)
 * is far from filling 64 MiB on such a boundary; if it ever does, say so.
 */
static __u64 find_reserved(void)
{
	struct line_reader reader;
	__u64 start, end, piece, found = 0;
	const char *line;
	int count = 0;

	if (lines_open(&reader, RESERVED) < 0)
		die(RESERVED, "needs DEBUG_FS in the host kernel");
	while ((line = lines_next(&reader))) {
		if (!parse_range(line, &start, &end))
			continue;
		piece = (start + RAM_SIZE - 1) & ~(__u64)(RAM_SIZE - 1);
		for (; piece + RAM_SIZE <= end; piece += RAM_SIZE) {
			found = piece;
			count++;
		}
	}
	if (count != 1) {
		say("%d aligned 64 MiB ranges are reserved in the host, need 1: %s",
		    count, CONTIG_HELP);
		vmm_end(0);
	}
	return found;
}

static void *map_contiguous(void)
{
	__u64 phys = find_reserved();
	int fd = open("/dev/mem", O_RDWR);
	void *p;

	if (fd < 0)
		die("open /dev/mem", "needs DEVMEM in the host kernel");
	p = mmap(NULL, RAM_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, phys);
	if (p == MAP_FAILED)
		die("mmap of /dev/mem", "needs STRICT_DEVMEM off in the host kernel");
	close(fd);
	say("guest memory is host physical 0x%llx", phys);
	return p;
}

/*
 * The largest page an e500v2 has that the guest fills. Nobody can make one once the host
 * has booted, so it is set aside then. Shared, or a fork would copy it.
 */
static void *map_huge(void)
{
	void *p = mmap(NULL, RAM_SIZE, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS | MAP_HUGETLB | HUGE_SHIFT << MAP_HUGE_SHIFT,
		       -1, 0);

	if (p == MAP_FAILED)
		die("mmap of a huge page", HUGE_HELP);
	return p;
}

static void *map_ram(enum memory_kind kind)
{
	switch (kind) {
	case MEMORY_CONTIGUOUS:
		return map_contiguous();
	case MEMORY_HUGE:
		return map_huge();
	default:
		return map_anonymous(RAM_SIZE);
	}
}

void memory_add(struct vm *vm, unsigned int slot, unsigned long at, size_t size, void *ram)
{
	struct kvm_userspace_memory_region region = {
		.slot = slot,
		.guest_phys_addr = at,
		.memory_size = size,
		.userspace_addr = (unsigned long)ram,
	};

	if (ioctl(vm->vm_fd, KVM_SET_USER_MEMORY_REGION, &region) < 0)
		die("KVM_SET_USER_MEMORY_REGION", "size and address must be page aligned");
}

/*
 * The rest is for a crash kernel, which on an e500 has to lie on a boundary of 64
 * MiB: ordinary memory, of which this program sees nothing more.
 */
void memory_create(struct vm *vm)
{
	vm->ram = map_ram(vm->opt.memory);
	/*
	 * Reserved memory is not zeroed by anyone. For anonymous memory this
	 * puts the pages in place, so that no run pays for the host's faults.
	 */
	if (!vm->opt.restore || vm->opt.memory == MEMORY_CONTIGUOUS)
		memset(vm->ram, 0, RAM_SIZE);
	memory_add(vm, 0, 0, RAM_SIZE, vm->ram);
	if (vm->opt.more_memory)
		memory_add(vm, 1, RAM_SIZE, MORE_RAM, map_anonymous(MORE_RAM));
}

/*
 * Kernel at 0, as linked; initramfs in the middle and device tree near the end,
 * out of the way of whatever the kernel puts behind its image (bss) at start.
 */
void memory_load(struct vm *vm, struct guest_image *image)
{
	unsigned long middle = RAM_SIZE / 2;
	long kernel, initrd;

	kernel = read_file(vm->opt.kernel, vm->ram, middle);
	if (kernel < 0)
		die(vm->opt.kernel, "the guest kernel is a raw binary below 32 MiB");
	initrd = read_file(vm->opt.initrd, vm->ram + middle, middle / 2);
	if (initrd < 0)
		die(vm->opt.initrd, "the guest's initramfs must be below 16 MiB");
	image->kernel_size = kernel;
	image->initrd_start = middle;
	image->initrd_end = middle + initrd;
	image->fdt_start = RAM_SIZE - FDT_MAX;
	say("guest kernel %ld bytes, initramfs %ld bytes", kernel, initrd);
}
