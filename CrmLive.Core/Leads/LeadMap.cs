using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Leads;

internal sealed class LeadMap : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> builder)
    {
        builder.ToTable("Leads");
        builder.HasIndex(l => l.At);
        builder.HasIndex(l => new { l.AdvisorId, l.At });
        builder.HasIndex(l => new { l.Status, l.At });
        builder.HasIndex(l => l.PhoneE164);
        builder.HasIndex(l => l.EmailFolded);
        builder.HasIndex(l => l.SearchKey);
        // One lead a call, also when two nodes take its events at once.
        builder.HasIndex(l => l.CallId).IsUnique();
        builder.HasOne<DictionaryEntry>().WithMany().HasForeignKey(l => l.ChannelId);
        builder.HasOne<DictionaryEntry>().WithMany().HasForeignKey(l => l.QualityId);
        builder.HasOne<DictionaryEntry>().WithMany().HasForeignKey(l => l.DeleteReasonId);
        builder.HasOne<Branch>().WithMany().HasForeignKey(l => l.BranchId);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.TakenById);
    }
}
