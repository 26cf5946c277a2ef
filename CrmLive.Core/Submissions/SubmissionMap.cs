using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Submissions;

internal sealed class SubmissionMap :
    IEntityTypeConfiguration<BrokerForm>,
    IEntityTypeConfiguration<BrokerFormInvestment>,
    IEntityTypeConfiguration<BrokerFormWords>,
    IEntityTypeConfiguration<BrokerFormToken>,
    IEntityTypeConfiguration<Submission>,
    IEntityTypeConfiguration<SubmissionMessage>,
    IEntityTypeConfiguration<SubmissionDocument>,
    IEntityTypeConfiguration<MatchKey>
{
    public void Configure(EntityTypeBuilder<BrokerForm> builder)
    {
        builder.ToTable("BrokerForms");
        builder.HasIndex(f => f.LinkKey).IsUnique();
        builder.HasOne<Branch>().WithMany().HasForeignKey(f => f.BranchId);
    }

    public void Configure(EntityTypeBuilder<BrokerFormWords> builder)
    {
        builder.ToTable("BrokerFormWords");
        builder.HasIndex(w => new { w.BrokerFormId, w.Language }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<BrokerFormToken> builder)
    {
        builder.ToTable("BrokerFormTokens");
        builder.HasOne<BrokerForm>().WithMany().HasForeignKey(t => t.BrokerFormId);
        builder.HasOne<ApiToken>().WithMany().HasForeignKey(t => t.ApiTokenId);
        builder.HasIndex(t => t.ApiTokenId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<BrokerFormInvestment> builder)
    {
        builder.ToTable("BrokerFormInvestments");
        builder.HasOne<Investment>().WithMany().HasForeignKey(i => i.InvestmentId);
    }

    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("Submissions");
        builder.HasIndex(s => new { s.Status, s.ArrivedAt });
        builder.HasIndex(s => s.PhoneE164);
        builder.HasIndex(s => s.EmailFolded);
        builder.HasIndex(s => s.PeselHash);
        builder.HasIndex(s => s.IdCardHash);
        builder.HasIndex(s => s.SearchKey);
        builder.HasIndex(s => s.BrokerKey).IsUnique();
        builder.HasIndex(s => s.OnceKey).IsUnique();
        // What is still to be erased, which is little.
        builder.HasIndex(s => s.StatusChangedAt).HasFilter("\"Status\" = 2 AND (\"PeselHash\" IS NOT NULL OR \"IdCardHash\" IS NOT NULL)");
        builder.HasOne<Branch>().WithMany().HasForeignKey(s => s.BranchId);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.StatusChangedById);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.NoticeById);
    }

    public void Configure(EntityTypeBuilder<SubmissionMessage> builder)
    {
        builder.ToTable("SubmissionMessages");
        builder.HasOne(m => m.OutboxMail).WithMany().HasForeignKey(m => m.OutboxMailId).OnDelete(DeleteBehavior.SetNull);
        // The threads that wait to be read.
        builder.HasIndex(m => m.SubmissionId, "IX_SubmissionMessages_Unread").HasFilter("\"FromBroker\" AND \"ReadAt\" IS NULL");
        builder.HasIndex(m => m.SubmissionId);
    }

    public void Configure(EntityTypeBuilder<MatchKey> builder)
    {
        builder.ToTable("MatchKeys");
        builder.Property(k => k.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<SubmissionDocument> builder) => builder.ToTable("SubmissionDocuments");
}
