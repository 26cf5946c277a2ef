using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Telephony;

internal sealed class TelephonyMap : IEntityTypeConfiguration<TelephonySettings>
{
    public void Configure(EntityTypeBuilder<TelephonySettings> builder)
    {
        builder.ToTable("TelephonySettings");
        builder.Property(t => t.Id).ValueGeneratedNever();
    }
}
