using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Mail;

internal sealed class MailMap : IEntityTypeConfiguration<OutboxMail>, IEntityTypeConfiguration<MailSettings>, IEntityTypeConfiguration<MailboxSettings>, IEntityTypeConfiguration<MailTemplate>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("OutboxMails");
        // Whoever discards a mail that is just being handed over comes too late, and is told so.
        builder.Property(m => m.State).IsConcurrencyToken();
        builder.HasIndex(m => m.Key).IsUnique();
        builder.HasIndex(m => new { m.State, m.DueAt });
        builder.HasIndex(m => new { m.State, m.Id });
        builder.HasIndex(m => m.SentAt).HasFilter("\"SentAt\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<MailSettings> builder)
    {
        builder.ToTable("MailSettings");
        builder.Property(m => m.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<MailTemplate> builder)
    {
        builder.ToTable("MailTemplates");
        builder.HasIndex(t => new { t.Kind, t.Language }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MailboxSettings> builder)
    {
        builder.ToTable("MailboxSettings");
        builder.Property(m => m.Id).ValueGeneratedNever();
    }
}
