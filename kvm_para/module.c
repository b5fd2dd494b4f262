// SPDX-License-Identifier: GPL-2.0
/*
 * A module's records of sites: checked when it is loaded, applied if the library
 * is in use, and forgotten with the text they are about.
 *
 * Hazard: a module that runs on other registers than the kernel. If the kernel is
 * patched, what a module writes to SPRG4-7 must reach the page, and it must not
 * read them in the one way that does not trap, which gives what was there at the
 * last entry. So a module is patched whole, or has no record and traps; one whose
 * record is broken, or that holds such a read without a record, is not loaded.
 */
#define pr_fmt(fmt) "kvm_para: " fmt

#include <linux/elf.h>
#include <linux/module.h>
#include <linux/moduleloader.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/kvm_para_guest.h>

#include "kvm_para/audit.h"
#include "kvm_para/records.h"
#include "kvm_para/trace.h"
#include "patching/codec.h"

/* What is freed together is in one record, see asm/kvm_para_module.lds.h. */
enum lifetime { CORE, INIT, LIFETIMES, NEVER };

struct image {
	const struct elfhdr *hdr;
	const struct elf_shdr *sechdrs;
	struct kvm_para_object part[LIFETIMES];
};

static const char *section_name(const struct image *image, const struct elf_shdr *s)
{
	return (const char *)image->hdr + image->sechdrs[image->hdr->e_shstrndx].sh_offset +
	       s->sh_name;
}

/* As module_init_section() and module_exit_section() have it. */
static enum lifetime lifetime_of(const char *name, const struct elf_shdr *s)
{
	if (!(s->sh_flags & SHF_ALLOC) || !s->sh_size)
		return NEVER;
	if (strstarts(name, ".init"))
		return INIT;
	/* Nothing calls it. */
	if (strstarts(name, ".exit") && !IS_ENABLED(CONFIG_MODULE_UNLOAD))
		return NEVER;
	return CORE;
}

static void note_table(struct kvm_para_record *rec, const char *name, void *start, void *stop)
{
	if (!strcmp(name, ".kvm_para_fixup")) {
		rec->start = start;
		rec->stop = stop;
	} else if (!strcmp(name, ".kvm_para_alt")) {
		rec->alt_start = start;
		rec->alt_stop = stop;
	} else if (!strcmp(name, ".kvm_para_stub")) {
		rec->stub_start = start;
		rec->stub_stop = stop;
	}
}

/* From the first word of text to the last, whatever lies between. */
static void note_text(struct kvm_para_text *text, const u32 *start, const u32 *stop)
{
	if (!text->start || start < text->start)
		text->start = start;
	if (stop > text->stop)
		text->stop = stop;
}

/* The kernel's own fixups are not sorted by lifetime. */
static void note_fixups(struct image *image, unsigned int n, void *start, void *stop)
{
	struct kvm_para_object *part;

	for (part = image->part; part < image->part + LIFETIMES; part++)
		part->rec.fixups[n] = (struct kvm_para_fixups) { start, stop };
}

static void find_records(struct image *image)
{
	const struct elf_shdr *s;

	for (s = image->sechdrs + 1; s < image->sechdrs + image->hdr->e_shnum; s++) {
		const char *name = section_name(image, s);
		void *start = (void *)s->sh_addr, *stop = start + s->sh_size;
		enum lifetime lifetime = lifetime_of(name, s);

		if (lifetime == NEVER)
			continue;
		note_table(&image->part[lifetime].rec,
			   name + (lifetime == INIT ? strlen(".init") : 0), start, stop);
		if (s->sh_flags & SHF_EXECINSTR)
			note_text(&image->part[lifetime].rec.text[0], start, stop);
		if (!strcmp(name, "__ftr_fixup"))
			note_fixups(image, 0, start, stop);
		else if (!strcmp(name, "__mmu_ftr_fixup"))
			note_fixups(image, 1, start, stop);
	}
}

static int check_records(struct image *image)
{
	struct kvm_para_object *part;
	const char *error;

	for (part = image->part; part < image->part + LIFETIMES; part++) {
		if (!part->rec.start)
			continue;
		error = kvm_para_sites_check(&part->rec, kvm_para_agreed_features(),
					     &part->counts);
		if (!error)
			continue;
		if (part->counts.bad)
			pr_err("module %s not loaded: %s, entry %u of its %s\n", part->name,
			       error, part->counts.bad_entry,
			       part->init ? "init record" : "record");
		else
			pr_err("module %s not loaded: %s\n", part->name, error);
		return -ENOEXEC;
	}
	return 0;
}

static bool is_recorded(const struct image *image, const u32 *word)
{
	const struct kvm_para_object *part;
	const struct kvm_para_site *site;

	for (part = image->part; part < image->part + LIFETIMES; part++) {
		for (site = part->rec.start; site < part->rec.stop; site++) {
			if (site_start(site) == word)
				return true;
		}
	}
	return false;
}

static const u32 *find_silent_read(const struct image *image, const struct elf_shdr *s,
				   struct kvm_para_insn *insn)
{
	const u32 *word = (const u32 *)s->sh_addr;
	const u32 *stop = word + s->sh_size / sizeof(*word);

	for (; word < stop; word++) {
		if (kvm_para_decode(*word, insn) && insn->silent &&
		    (insn->feature & kvm_para_agreed_features()) && !is_recorded(image, word))
			return word;
	}
	return NULL;
}

/* They give nothing stale while the kernel's writes trap, if they always will. */
static int check_silent_reads(const struct image *image)
{
	const struct elf_shdr *s;

	for (s = image->sechdrs + 1; s < image->sechdrs + image->hdr->e_shnum; s++) {
		const char *name = section_name(image, s);
		struct kvm_para_insn insn;
		const u32 *word;

		if (!(s->sh_flags & SHF_EXECINSTR) || lifetime_of(name, s) == NEVER)
			continue;
		word = find_silent_read(image, s, &insn);
		if (!word)
			continue;
		pr_err("module %s not loaded: %s%s at %s+0x%lx does not trap and is not recorded\n",
		       image->part[CORE].name, insn.verb, insn.name, name,
		       (unsigned long)word - s->sh_addr);
		return -ENOEXEC;
	}
	return 0;
}

static int add_record(struct image *image, enum lifetime i)
{
	struct kvm_para_object *object;
	int err;

	if (!image->part[i].rec.start)
		return 0;
	object = kmemdup(&image->part[i], sizeof(*object), GFP_KERNEL);
	if (!object)
		return -ENOMEM;
	err = kvm_para_add_object(object);
	if (err) {
		kfree(object);
		return err;
	}
	kvm_para_audit_object(object);
	return 0;
}

/* If one cannot be added, the module goes, and with it what has been patched. */
static int add_records(struct image *image, struct module *mod)
{
	enum lifetime i;
	int err = 0;

	for (i = 0; i < LIFETIMES && !err; i++)
		err = add_record(image, i);
	if (err) {
		pr_err("module %s not loaded: no memory for its records\n", mod->name);
		kvm_para_remove_objects(mod, false);
	}
	return err;
}

/**
 * kvm_para_module_finalize() - take a module's records, and patch it
 * @hdr: the module's file
 * @sechdrs: its sections, with the addresses they have been loaded to
 * @mod: the module
 *
 * Context: the last thing of module_finalize(): relocated, the kernel's own fixups
 *          applied, its text writable and not run yet; sleeps.
 * Return: 0, also for a module without a record; -ENOEXEC, with nothing patched,
 *         for one that must not be loaded, or -ENOMEM; a line says why.
 */
int kvm_para_module_finalize(const struct elfhdr *hdr, const struct elf_shdr *sechdrs,
			     struct module *mod)
{
	struct image image = { .hdr = hdr, .sechdrs = sechdrs };
	enum lifetime i;
	int err;

	for (i = 0; i < LIFETIMES; i++) {
		image.part[i].mod = mod;
		image.part[i].name = mod->name;
		image.part[i].init = i == INIT;
	}
	find_records(&image);
	err = check_records(&image);
	if (!err)
		err = check_silent_reads(&image);
	if (!err)
		err = add_records(&image, mod);
	if (err)
		trace_kvm_para_module(mod->name, false, true, 0, err);
	return err;
}

/*
 * The kernel's hooks for what module_finalize() has set up: init text goes when
 * init is over, the rest with the module or when loading it has failed.
 */
void module_arch_freeing_init(struct module *mod)
{
	kvm_para_remove_objects(mod, true);
}

void module_arch_cleanup(struct module *mod)
{
	kvm_para_remove_objects(mod, false);
}
