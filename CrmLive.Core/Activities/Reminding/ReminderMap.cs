using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Activities.Reminding;

internal sealed class ReminderMap : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("Reminders");
        builder.HasIndex(r => new { r.ActivityId, r.RemindAt }).IsUnique();
        builder.HasIndex(r => new { r.UserId, r.ShowAt }).HasFilter("\"ReadAt\" IS NULL");
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.UserId);
    }
}
