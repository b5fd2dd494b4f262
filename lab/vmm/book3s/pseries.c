// SPDX-License-Identifier: GPL-2.0
/*
 * The device tree of a 64-bit guest: a pseries with a console and as much firmware
 * as ends it, its hash table reached by hypercalls.
 *
 * Hazard: without the list of hypercalls Linux takes the machine for one that has
 * none, and manages a hash table of its own; without a presentation controller it
 * stops for want of one. With hcall-splpar it would give up its turn when it waits for
 * another CPU's lock, by a hypercall that KVM PR does not have.
 */
#include "book3s.h"

/*
 * Sizes of pages and segments as KVM has them. The large ones are what Linux maps its
 * memory with: with small ones alone, three quarters of its exits until init are hypercalls
 * that each map 4K of that.
 */
static void mmu_properties(struct vm *vm, void *fdt)
{
	struct kvm_ppc_smmu_info info;
	__u32 segments[] = { 28, ~0u, ~0u, ~0u };
	__u32 hpt_size[] = { 0, HPT_ORDER };
	__u32 pages[KVM_PPC_PAGE_SIZES_MAX_SZ * 5];
	unsigned int i, n = 0;

	if (ioctl(vm->vm_fd, KVM_PPC_GET_SMMU_INFO, &info) < 0)
		die("KVM_PPC_GET_SMMU_INFO", "host kernel too old?");
	for (i = 0; i < KVM_PPC_PAGE_SIZES_MAX_SZ && info.sps[i].enc[0].page_shift; i++) {
		pages[n++] = info.sps[i].page_shift;
		pages[n++] = info.sps[i].slb_enc;
		pages[n++] = 1;		/* size in a segment of these */
		pages[n++] = info.sps[i].enc[0].page_shift;
		pages[n++] = info.sps[i].enc[0].pte_enc;
	}
	if (info.flags & KVM_PPC_1T_SEGMENTS)
		segments[1] = 40;
	prop_cells(fdt, "ibm,segment-page-sizes", pages, n);
	prop_cells(fdt, "ibm,processor-segment-sizes", segments, ARRAY_LEN(segments));
	prop_cells(fdt, "ibm,pft-size", hpt_size, ARRAY_LEN(hpt_size));
	prop_u32(fdt, "ibm,slb-size", info.slb_size);
	prop_u32(fdt, "slb-size", info.slb_size);
}

static void cpu_node(struct vm *vm, void *fdt, unsigned int number)
{
	static const char * const figure[] = {
		"cpu-version", "timebase-frequency", "clock-frequency",
		"i-cache-line-size", "d-cache-line-size",
		"i-cache-block-size", "d-cache-block-size",
		"i-cache-size", "d-cache-size",
	};
	char name[] = "PowerPC,POWER8@0";

	name[sizeof(name) - 2] += number;
	begin_node(fdt, name);
	prop_str(fdt, "device_type", "cpu");
	prop_str(fdt, "status", "okay");
	prop_u32(fdt, "reg", number);
	prop_u32(fdt, "ibm,ppc-interrupt-server#s", number);
	fdt_host_cpu(fdt, figure, ARRAY_LEN(figure));
	prop_u32(fdt, "ibm,vmx", 2);
	mmu_properties(vm, fdt);
	prop_empty(fdt, "64-bit");
	end_node(fdt);
}

void pseries_tree(struct vm *vm, void *fdt)
{
	fdt_begin_machine(fdt, "laboratory", "laboratory,pseries");
	prop_str(fdt, "device_type", "chrp");
	prop_u32(fdt, "interrupt-parent", XICS_PHANDLE);
	fdt_cpus(vm, fdt, cpu_node);
}

static void rtas_node(void *fdt)
{
	static const char hypercalls[] =
		"hcall-pft\0hcall-term\0hcall-dabr\0hcall-interrupt\0hcall-bulk\0hcall-set-mode";

	begin_node(fdt, "rtas");
	prop_bytes(fdt, "ibm,hypertas-functions", hypercalls, sizeof(hypercalls));
	rtas_properties(fdt);
	end_node(fdt);
}

/* Of its sources Linux asks firmware, and needs no node of theirs */
static void interrupts_node(struct vm *vm, void *fdt)
{
	const __u32 servers[] = { 0, vm->opt.cpus };

	begin_node(fdt, "interrupt-controller");
	prop_str(fdt, "device_type", "PowerPC-External-Interrupt-Presentation");
	prop_str(fdt, "compatible", "IBM,ppc-xicp");
	prop_cells(fdt, "ibm,interrupt-server-ranges", servers, ARRAY_LEN(servers));
	prop_empty(fdt, "interrupt-controller");
	prop_u32(fdt, "#interrupt-cells", 2);
	prop_u32(fdt, "phandle", XICS_PHANDLE);
	end_node(fdt);
}

static void console_node(void *fdt)
{
	begin_node(fdt, "vdevice");
	prop_str(fdt, "device_type", "vdevice");
	prop_str(fdt, "compatible", "IBM,vdevice");
	address_cells(fdt, 1, 0);
	begin_node(fdt, "vty@71000000");
	prop_str(fdt, "name", "vty");
	prop_str(fdt, "device_type", "serial");
	prop_str(fdt, "compatible", "hvterm1");
	prop_u32(fdt, "reg", PSERIES_VTY);
	end_node(fdt);
	end_node(fdt);
}

/* The laboratory's own, see lab/meter.h; for who looks for it by name */
static void meter_node(void *fdt)
{
	static const __u32 reg[] = { 0, METER_BASE, 0, METER_SIZE };
	static const __u32 irq[] = { METER_IRQ, 1 /* a level */ };

	begin_node(fdt, "meter@e0006000");
	prop_str(fdt, "compatible", "kvm-para,lab-meter");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	prop_cells(fdt, "interrupts", irq, ARRAY_LEN(irq));
	end_node(fdt);
}

void pseries_devices(struct vm *vm, void *fdt)
{
	rtas_node(fdt);
	interrupts_node(vm, fdt);
	console_node(fdt);
	meter_node(fdt);
}
