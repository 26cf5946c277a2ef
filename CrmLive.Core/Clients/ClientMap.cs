using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Clients;

internal sealed class ClientMap :
    IEntityTypeConfiguration<Client>,
    IEntityTypeConfiguration<ClientPerson>,
    IEntityTypeConfiguration<ClientPhone>,
    IEntityTypeConfiguration<ClientEmail>,
    IEntityTypeConfiguration<ClientInterest>,
    IEntityTypeConfiguration<ClientNumber>,
    IEntityTypeConfiguration<ClientConsent>,
    IEntityTypeConfiguration<ClientDocument>,
    IEntityTypeConfiguration<ClientMerge>,
    IEntityTypeConfiguration<AdvisorSpell>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.ToTable("Clients");
        builder.HasIndex(c => c.SearchKey);
        builder.HasIndex(c => new { c.AdvisorId, c.StatusId });
        builder.HasIndex(c => c.CreatedAt);
        builder.HasIndex(c => c.NextActivityAt);
        builder.HasIndex(c => c.ImportId);
        builder.HasOne<DictionaryEntry>().WithMany().HasForeignKey(c => c.EndReasonId);
        builder.HasOne<DictionaryEntry>().WithMany().HasForeignKey(c => c.ContactWayId);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.CreatedById);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.FinishedById);
        builder.HasOne<Client>().WithMany().HasForeignKey(c => c.MergedIntoId);
    }

    public void Configure(EntityTypeBuilder<ClientPerson> builder) => builder.ToTable("ClientPeople");

    public void Configure(EntityTypeBuilder<ClientPhone> builder)
    {
        builder.ToTable("ClientPhones");
        builder.HasIndex(p => p.E164);
    }

    public void Configure(EntityTypeBuilder<ClientEmail> builder)
    {
        builder.ToTable("ClientEmails");
        builder.HasIndex(e => e.Folded);
    }

    public void Configure(EntityTypeBuilder<ClientInterest> builder)
    {
        builder.ToTable("ClientInterests");
        builder.HasIndex(i => new { i.ClientId, i.InvestmentId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ClientNumber> builder)
    {
        builder.ToTable("ClientNumbers");
        builder.HasIndex(n => n.Hash);
    }

    public void Configure(EntityTypeBuilder<ClientConsent> builder)
    {
        builder.ToTable("ClientConsents");
        builder.HasOne<Client>().WithMany().HasForeignKey(c => c.ClientId);
    }

    public void Configure(EntityTypeBuilder<ClientDocument> builder)
    {
        builder.ToTable("ClientDocuments");
        builder.HasOne<Client>().WithMany().HasForeignKey(d => d.ClientId);
    }

    public void Configure(EntityTypeBuilder<AdvisorSpell> builder)
    {
        builder.ToTable("AdvisorSpells");
        // All that a list asks of a client, an employee's together.
        builder.HasIndex(s => new { s.UserId, s.Until, s.ContactAt, s.IsKey, s.Since, s.Again, s.ClientId }).HasDatabaseName("IX_AdvisorSpells_Rings");
        // What a ring counts without reading a row.
        builder.HasIndex(s => new { s.UserId, s.ContactAt, s.Since, s.ClientId }).HasFilter("\"Until\" IS NULL AND NOT \"Again\"").HasDatabaseName("IX_AdvisorSpells_Lasting");
        builder.HasIndex(s => new { s.UserId, s.Since, s.ContactAt }).HasFilter("\"Until\" IS NULL AND NOT \"Again\"").HasDatabaseName("IX_AdvisorSpells_LastingSince");
        builder.HasIndex(s => new { s.Until, s.UserId, s.Since, s.ContactAt, s.ClientId }).HasFilter("NOT \"Again\"").HasDatabaseName("IX_AdvisorSpells_Ended");
        // The few of them that are asked by themselves.
        builder.HasIndex(s => new { s.UserId, s.ClientId, s.ContactAt, s.Since, s.Until, s.Again }).HasFilter("\"IsKey\"").HasDatabaseName("IX_AdvisorSpells_Key");
        builder.HasIndex(s => new { s.UserId, s.ClientId, s.ContactAt, s.Since, s.Until, s.IsKey }).HasFilter("\"Again\"").HasDatabaseName("IX_AdvisorSpells_Again");
        builder.HasIndex(s => s.ClientId);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<ClientMerge> builder)
    {
        builder.ToTable("ClientMerges");
        builder.HasIndex(m => m.SurvivorId);
        builder.HasOne<Client>().WithMany().HasForeignKey(m => m.SurvivorId);
        builder.HasOne<Client>().WithMany().HasForeignKey(m => m.MergedId);
    }
}
