using System.Text;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Sample;

namespace CrmLive.Benchmarks.Clients;

/// <summary>A list of clients as an office brings it from another program: some are known already, some stand twice, some numbers are none.</summary>
internal static class ClientFile
{
    private const int KnownEvery = 10;
    private const int TwiceEvery = 50;
    private const int WrongEvery = 200;

    public static byte[] Csv(IReadOnlyList<Client> office, int rows)
    {
        var random = new Random(11);
        var text = new StringBuilder("Imię;Nazwisko;Telefon;E-mail;Miasto;Uwagi\r\n");
        for (var row = 0; row < rows; row++)
        {
            var client = row % KnownEvery == 0 ? office[random.Next(office.Count)] : People.Client(office.Count + row - (row % TwiceEvery == 1 ? 7 : 0), random, 1, [1], [1]);
            var phone = row % WrongEvery == 3 ? "12345" : PhoneNumber.Display(client.Phones[0].E164!);
            var email = client.Emails.Count > 0 ? client.Emails[0].Address : "";
            text.Append(null, $"{client.FirstName};{client.LastName};{phone};{email};{client.Town};Interested in three rooms, row {row}\r\n");
        }

        return Encoding.GetEncoding(1250).GetBytes(text.ToString());
    }

    static ClientFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
