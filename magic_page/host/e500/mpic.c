// SPDX-License-Identifier: GPL-2.0
/*
 * The state of the interrupt controller in one piece (asm/kvm_para_mpic.h). This is a
 * part of KVM's mpic.c and included there, since only there it is declared what the
 * controller is made of.
 *
 * Hazard: a state that no guest could have brought about, and that KVM therefore does
 * not expect: a source at an output that no CPU has would be counted beyond an array's
 * end, one that is distributed among CPUs could be looked for without end. So each word
 * is checked, and all of them before the first is set.
 */
#include <linux/bitmap.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <asm/kvm_para_mpic.h>

#include "booke.h"

static_assert(KVM_PARA_MPIC_CPUS == MAX_CPU);
static_assert(KVM_PARA_MPIC_SOURCES == MAX_IRQ);
static_assert(KVM_PARA_MPIC_IPI == MAX_SRC);
static_assert(KVM_PARA_MPIC_TIMERS == MAX_TMR);
static_assert(KVM_PARA_MPIC_MSIS == MAX_MSI);
static_assert(KVM_PARA_MPIC_OUTPUTS == NUM_OUTPUTS);
static_assert(DIV_ROUND_UP(MAX_IRQ, 32) == KVM_PARA_MPIC_WORDS);

/* In the old controller the output is a matter of the destination. None is here. */
static bool kvm_para_mpic_known(const struct openpic *opp, const struct kvm_device_attr *attr)
{
	return attr->attr == KVM_PARA_MPIC_STATE && opp->flags & OPENPIC_FLAG_ILR;
}

static void kvm_para_mpic_get_cpu(const struct irq_dest *dst, struct kvm_para_mpic_cpu *cpu)
{
	cpu->priority = dst->ctpr;
	bitmap_to_arr32(cpu->raised, dst->raised.queue, MAX_IRQ);
	bitmap_to_arr32(cpu->in_service, dst->servicing.queue, MAX_IRQ);
	memcpy(cpu->active, dst->outputs_active, sizeof(cpu->active));
	cpu->interrupted = dst->vcpu && test_bit(BOOKE_IRQPRIO_EXTERNAL_LEVEL,
						 &dst->vcpu->arch.pending_exceptions);
}

static void kvm_para_mpic_get_source(const struct irq_source *src,
				     struct kvm_para_mpic_source *source)
{
	source->vector = src->ivpr;
	source->destination = src->idr;
	source->targets = src->destmask;
	source->output = src->output;
	source->pending = src->pending;
}

static void kvm_para_mpic_get_all(const struct openpic *opp, struct kvm_para_mpic *state)
{
	unsigned int i;

	state->configuration = opp->gcr;
	state->spurious = opp->spve;
	state->frequency = opp->tfrr;
	for (i = 0; i < MAX_TMR; i++)
		state->timer[i] = opp->timers[i].tbcr;
	for (i = 0; i < MAX_MSI; i++)
		state->message[i] = opp->msi[i].msir;
	for (i = 0; i < MAX_IRQ; i++)
		kvm_para_mpic_get_source(&opp->src[i], &state->source[i]);
	for (i = 0; i < MAX_CPU; i++)
		kvm_para_mpic_get_cpu(&opp->dst[i], &state->cpu[i]);
}

/* As after a write to the register, and with the activity that is KVM's to set */
static bool kvm_para_mpic_vector_ok(const struct openpic *opp, enum irq_type type, u32 vector)
{
	u32 bits = opp->vector_mask | IVPR_PRIORITY_MASK | IVPR_MASK_MASK | IVPR_ACTIVITY_MASK;

	if (type != IRQ_TYPE_FSLSPECIAL)
		bits |= IVPR_POLARITY_MASK;
	if (type == IRQ_TYPE_NORMAL)
		bits |= IVPR_SENSE_MASK;
	return !(vector & ~bits);
}

/*
 * One that is sent from CPU to CPU goes where its sender said, be there such CPUs or
 * not; any other goes to its destination.
 */
static bool kvm_para_mpic_source_ok(const struct openpic *opp, unsigned int irq,
				    const struct kvm_para_mpic_source *source)
{
	const bool ipi = irq >= opp->irq_ipi0 && irq < opp->irq_ipi0 + MAX_IPI;

	return kvm_para_mpic_vector_ok(opp, opp->src[irq].type, source->vector) &&
	       !((u64)source->destination >> opp->nb_cpus) &&
	       (ipi || source->targets == source->destination) &&
	       source->output < NUM_OUTPUTS && source->pending <= 1;
}

static bool kvm_para_mpic_queue_ok(const u32 *queue)
{
	return !(queue[KVM_PARA_MPIC_WORDS - 1] >> MAX_IRQ % 32);
}

static bool kvm_para_mpic_cpu_ok(const struct irq_dest *dst, const struct kvm_para_mpic_cpu *cpu)
{
	return cpu->priority <= 15 && cpu->interrupted <= !!dst->vcpu &&
	       kvm_para_mpic_queue_ok(cpu->raised) && kvm_para_mpic_queue_ok(cpu->in_service);
}

static bool kvm_para_mpic_all_ok(const struct openpic *opp, const struct kvm_para_mpic *state)
{
	unsigned int i;

	if (state->configuration & ~opp->mpic_mode_mask || state->spurious & ~opp->vector_mask)
		return false;
	for (i = 0; i < MAX_IRQ; i++) {
		if (!kvm_para_mpic_source_ok(opp, i, &state->source[i]))
			return false;
	}
	for (i = 0; i < MAX_CPU; i++) {
		if (!kvm_para_mpic_cpu_ok(&opp->dst[i], &state->cpu[i]))
			return false;
	}
	return true;
}

static void kvm_para_mpic_set_source(struct irq_source *src,
				     const struct kvm_para_mpic_source *source)
{
	src->ivpr = source->vector;
	src->idr = source->destination;
	src->destmask = source->targets;
	src->output = source->output;
	src->pending = source->pending;
	if (src->type == IRQ_TYPE_NORMAL)
		src->level = !!(src->ivpr & IVPR_SENSE_MASK);
}

static void kvm_para_mpic_set_queue(struct openpic *opp, struct irq_queue *queue, const u32 *bits)
{
	bitmap_zero(queue->queue, sizeof(queue->queue) * BITS_PER_BYTE);
	bitmap_from_arr32(queue->queue, bits, MAX_IRQ);
	IRQ_check(opp, queue);
}

/* The sources are set: which of those in a queue is next is a matter of their priorities. */
static void kvm_para_mpic_set_cpu(struct openpic *opp, struct irq_dest *dst,
				  const struct kvm_para_mpic_cpu *cpu)
{
	dst->ctpr = cpu->priority;
	kvm_para_mpic_set_queue(opp, &dst->raised, cpu->raised);
	kvm_para_mpic_set_queue(opp, &dst->servicing, cpu->in_service);
	memcpy(dst->outputs_active, cpu->active, sizeof(cpu->active));
	if (cpu->interrupted)
		mpic_irq_raise(opp, dst, ILR_INTTGT_INT);
	else
		mpic_irq_lower(opp, dst, ILR_INTTGT_INT);
}

static int kvm_para_mpic_set_all(struct openpic *opp, const struct kvm_para_mpic *state)
{
	unsigned int i;

	if (!kvm_para_mpic_all_ok(opp, state))
		return -EINVAL;
	opp->gcr = state->configuration;
	opp->spve = state->spurious;
	opp->tfrr = state->frequency;
	for (i = 0; i < MAX_TMR; i++)
		opp->timers[i].tbcr = state->timer[i];
	for (i = 0; i < MAX_MSI; i++)
		opp->msi[i].msir = state->message[i];
	for (i = 0; i < MAX_IRQ; i++)
		kvm_para_mpic_set_source(&opp->src[i], &state->source[i]);
	for (i = 0; i < MAX_CPU; i++)
		kvm_para_mpic_set_cpu(opp, &opp->dst[i], &state->cpu[i]);
	return 0;
}

/* KVM_HAS_DEVICE_ATTR of our group */
static int kvm_para_mpic_has(struct openpic *opp, struct kvm_device_attr *attr)
{
	return kvm_para_mpic_known(opp, attr) ? 0 : -ENXIO;
}

/* KVM_GET_DEVICE_ATTR of our group */
static int kvm_para_mpic_get(struct openpic *opp, struct kvm_device_attr *attr)
{
	struct kvm_para_mpic *state;
	int ret = 0;

	if (!kvm_para_mpic_known(opp, attr))
		return -ENXIO;
	state = kzalloc(sizeof(*state), GFP_KERNEL);
	if (!state)
		return -ENOMEM;
	spin_lock_irq(&opp->lock);
	kvm_para_mpic_get_all(opp, state);
	spin_unlock_irq(&opp->lock);
	if (copy_to_user((void __user *)(long)attr->addr, state, sizeof(*state)))
		ret = -EFAULT;
	kfree(state);
	return ret;
}

/* KVM_SET_DEVICE_ATTR of our group; the vCPUs are connected by then */
static int kvm_para_mpic_set(struct openpic *opp, struct kvm_device_attr *attr)
{
	struct kvm_para_mpic *state;
	int ret;

	if (!kvm_para_mpic_known(opp, attr))
		return -ENXIO;
	state = memdup_user((void __user *)(long)attr->addr, sizeof(*state));
	if (IS_ERR(state))
		return PTR_ERR(state);
	spin_lock_irq(&opp->lock);
	ret = kvm_para_mpic_set_all(opp, state);
	spin_unlock_irq(&opp->lock);
	kfree(state);
	return ret;
}
