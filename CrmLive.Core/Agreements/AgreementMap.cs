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
        builder.HasIndex(a => a.ExpiresAt);
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
