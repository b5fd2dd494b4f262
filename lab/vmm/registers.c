// SPDX-License-Identifier: GPL-2.0
/*
 * The registers of a vCPU that KVM lists, by number.
 *
 * Hazard: a host that takes what it should refuse. So before a guest is saved for the
 * first time each refusal is tried, on the guest that goes on afterwards.
 */
#include "platform.h"
#include "../../include/kvm_para_regs.h"

#define LIST_MAX	1024
#define PAGE		4096u

int register_get(const struct vcpu *vcpu, __u64 id, __u64 *value)
{
	struct kvm_one_reg reg = { .id = id, .addr = (unsigned long)value };

	*value = 0;
	return ioctl(vcpu->fd, KVM_GET_ONE_REG, &reg);
}

/* Of a smaller register, the bytes at the beginning */
int register_set(const struct vcpu *vcpu, __u64 id, __u64 value)
{
	__u32 word = value;
	struct kvm_one_reg reg = { .id = id, .addr = (unsigned long)&value };

	if ((id & KVM_REG_SIZE_MASK) == KVM_REG_SIZE_U32)
		reg.addr = (unsigned long)&word;
	return ioctl(vcpu->fd, KVM_SET_ONE_REG, &reg);
}

/* Returns how many there are; errno is E2BIG if that is more than there is room for */
unsigned int registers_list(const struct vcpu *vcpu, __u64 *id, unsigned int room)
{
	static struct {
		struct kvm_reg_list head;
		__u64 id[LIST_MAX];
	} list;

	list.head.n = room;
	SET_ERRNO(0);
	if (ioctl(vcpu->fd, KVM_GET_REG_LIST, &list) < 0 && errno != E2BIG)
		die("KVM_GET_REG_LIST", "needs a host with the counterpart");
	if (!errno)
		memcpy(id, list.id, list.head.n * sizeof(*id));
	return list.head.n;
}

void register_check(int ok, const char *what)
{
	say("registers: %s: %s", ok ? "ok" : "not ok", what);
}

int register_refused(const struct vcpu *vcpu, __u64 id, __u64 value)
{
	SET_ERRNO(0);
	return register_set(vcpu, id, value) < 0 && errno == EINVAL;
}

/* What a register's bytes, of which a smaller one has the first, say */
static __u64 number(__u64 id, __u64 bytes)
{
	__u32 word;

	memcpy(&word, &bytes, sizeof(word));
	return (id & KVM_REG_SIZE_MASK) == KVM_REG_SIZE_U32 ? word : bytes;
}

static int holds(const struct vcpu *vcpu, __u64 id, __u64 value)
{
	__u64 now;

	if (register_get(vcpu, id, &now) < 0)
		return 0;
	return number(id, now) == value;
}

static int takes(const struct vcpu *vcpu, __u64 id, __u64 value)
{
	return register_set(vcpu, id, value) == 0 && holds(vcpu, id, value);
}

static void check_list(const struct vcpu *vcpu)
{
	static __u64 id[LIST_MAX];
	unsigned int i, count, good = 0;
	__u64 value;

	count = registers_list(vcpu, id, 0);
	register_check(errno == E2BIG && count > KVM_PARA_PAGE_REGS,
		       "a list without room says its size");
	register_check(registers_list(vcpu, id, count - 1) == count && errno == E2BIG,
		       "one too short too");
	register_check(registers_list(vcpu, id, count) == count && !errno,
		       "the list fits its size");
	for (i = 0; i < count; i++)
		good += register_get(vcpu, id[i], &value) == 0;
	register_check(good == count, "each register of the list can be read");
}

static void check_ids(const struct vcpu *vcpu)
{
	__u64 value;

	SET_ERRNO(0);
	register_check(register_get(vcpu, KVM_REG_PPC_PARA_PAGE(KVM_PARA_PAGE_REGS), &value) < 0 &&
		       errno == EINVAL, "no register behind the page");
	SET_ERRNO(0);
	register_check(register_get(vcpu, KVM_REG_PPC_PARA_EA ^ KVM_REG_SIZE_U64 ^ KVM_REG_SIZE_U32,
				    &value) < 0 && errno == EINVAL,
		       "no register of another size");
	register_check(register_refused(vcpu, KVM_REG_PPC_PARA | KVM_REG_SIZE_U64 | 0x999, 0),
		       "none unlisted");
}

/* The guest's own values are put back at the end */
static void check_page(const struct vcpu *vcpu)
{
	__u64 ea, pa, wants;

	if (register_get(vcpu, KVM_REG_PPC_PARA_EA, &ea) < 0 ||
	    register_get(vcpu, KVM_REG_PPC_PARA_PA, &pa) < 0 ||
	    register_get(vcpu, KVM_REG_PPC_PARA_WANTS, &wants) < 0)
		die("KVM_GET_ONE_REG", "needs a host with the counterpart");
	say("registers: page at 0x%llx", ea);
	register_check(register_refused(vcpu, KVM_REG_PPC_PARA_EA, ea | 8),
		       "a page at no page's address");
	register_check(register_refused(vcpu, KVM_REG_PPC_PARA_EA, platform.saving->no_page),
		       "nor where none can be");
	register_check(holds(vcpu, KVM_REG_PPC_PARA_EA, ea), "the page is where it was");
	if (platform.saving->no_page)
		register_check(takes(vcpu, KVM_REG_PPC_PARA_EA, 0), "0 is taken as an address");
	register_check(takes(vcpu, KVM_REG_PPC_PARA_EA, KVM_PARA_NOWHERE), "a page nowhere");
	register_check(holds(vcpu, KVM_REG_PPC_PARA_PA, 0) &&
		       holds(vcpu, KVM_REG_PPC_PARA_WANTS, 0),
		       "takes with it all that belongs to it");
	register_check(register_refused(vcpu, KVM_REG_PPC_PARA_PA, PAGE),
		       "and gets no physical address");
	register_check(register_refused(vcpu, KVM_REG_PPC_PARA_WANTS, 1), "nor flags");
	register_check(takes(vcpu, KVM_REG_PPC_PARA_EA, ea) && takes(vcpu, KVM_REG_PPC_PARA_PA, pa),
		       "the page comes back");
	register_check(register_refused(vcpu, KVM_REG_PPC_PARA_WANTS, PAGE),
		       "a flag that is an address");
	wants = number(KVM_REG_PPC_PARA_WANTS, wants);
	register_check(takes(vcpu, KVM_REG_PPC_PARA_WANTS, wants), "flags come back");
	register_check(register_refused(vcpu, KVM_REG_PPC_PARA_PENDING, 1ull << 63),
		       "no such exception");
}

static void check_contents(const struct vcpu *vcpu)
{
	__u64 id = KVM_REG_PPC_PARA_PAGE(KVM_PARA_PAGE_REGS - 1), was;

	if (register_get(vcpu, id, &was) < 0)
		die("KVM_GET_ONE_REG", "unexpected");
	register_check(was == 0, "the reserved part of the page is zero");
	register_check(takes(vcpu, id, 0x0123456789abcdefull),
		       "the page's last word can be written");
	register_check(takes(vcpu, id, was), "and written back");
}

void registers_check(struct vcpu *vcpu)
{
	check_list(vcpu);
	check_ids(vcpu);
	check_page(vcpu);
	check_contents(vcpu);
}
