using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Agreements;

internal sealed class AgreementMap :
    IEntityTypeConfiguration<Agreement>,
    IEntityTypeConfiguration<Offer>,
    IEntityTypeConfiguration<OfferUnit>
{
    public void Configure(EntityTypeBuilder<Agreement> builder)
    {
        builder.ToTable("Agreements");
        builder.HasIndex(a => new { a.UnitId, a.Kind });
        builder.HasIndex(a => new { a.InvestmentId, a.SignedAt });
        // What the clock of reservations looks for among years of agreements: the words are the query's own.
        builder.HasIndex(a => a.ExpiresAt).HasFilter(ReservationClock.Running);
        builder.Property(a => a.Number).HasMaxLength(100);
        builder.HasOne<DictionaryEntry>().WithMany().HasForeignKey(a => a.EndReasonId);
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.CreatedById);
        builder.HasOne<Agreement>().WithMany().HasForeignKey(a => a.FromAgreementId);
    }

    public void Configure(EntityTypeBuilder<Offer> builder)
    {
        builder.ToTable("Offers");
        builder.HasIndex(o => o.SentAt);
        builder.HasOne<User>().WithMany().HasForeignKey(o => o.AdvisorId);
    }

    public void Configure(EntityTypeBuilder<OfferUnit> builder)
    {
        builder.ToTable("OfferUnits");
    }
}
