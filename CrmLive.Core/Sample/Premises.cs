using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>Branches, departments, offices, lines and sources of the sample office.</summary>
internal sealed class Premises
{
    public Premises(Words words)
    {
        Departments =
        [
            Department(1, "Recepcja", 1), Department(2, "Sprzedaż Śródmieście", 1), Department(3, "Sprzedaż Wilanów", 2),
            Department(4, "Obsługa posprzedażowa", 1), Department(5, "Administracja", 1),
        ];
        Departments[1].TakesLeads = Departments[2].TakesLeads = true;
        string[] types = ["website", "portal", "portal", "advertisement", "outdoor", "advertisement", "recommendation", "outdoor", "broker", "broker", "broker", "broker"];
        Sources = [.. types.Select((type, i) => new Source { Id = i + 1, Name = SourceNames[i], SourceTypeId = words[DictionaryKind.SourceType, type] })];
        Lines =
        [
            Line(1, "Centrala", null, 1, 1, null), Line(2, "Portal Dach", 2, 1, 2, null), Line(3, "Portal Cztery Kąty", 3, 2, 3, null),
            Line(4, "Reklama w sieci", 4, 1, 2, null), Line(5, "Billboardy Wilanów", 5, 2, 3, 3), Line(6, "Radio", 6, 2, 3, 4),
            Line(7, "Serwis po odbiorze", null, 1, 4, null),
        ];
    }

    private static readonly string[] SourceNames =
    [
        "Strona www", "Portal Dach", "Portal Cztery Kąty", "Reklama w sieci", "Billboard", "Radio", "Polecenie", "Wizyta w biurze",
        "Biuro Kamyk", "Klucznik i Wspólnicy", "Dom z Widokiem", "Nieruchomości Pod Lipą",
    ];

    public List<Branch> Branches { get; } = [new() { Id = 1, Name = "Śródmieście" }, new() { Id = 2, Name = "Wilanów" }];

    public List<Department> Departments { get; }

    public List<SalesOffice> Offices { get; } =
    [
        new() { Id = 1, Name = "Biuro Śródmieście", Address = "ul. Zmyślona 12, Warszawa", BranchId = 1 },
        new() { Id = 2, Name = "Biuro Wilanów", Address = "al. Wymyślona 3, Warszawa", BranchId = 2 },
    ];

    public List<Source> Sources { get; }

    public List<Line> Lines { get; }

    public static IReadOnlyList<int> BrokerSources { get; } = [9, 10, 11, 12];

    public Line LineOf(int? source, int branch) =>
        Lines.Find(l => l.SourceId == source && source is not null) ?? Lines[branch == 1 ? 0 : 2];

    public static int DepartmentOf(Employee employee) => employee.Post switch
    {
        Post.Receptionist => 1,
        Post.Advisor => employee.Branch == 1 ? 2 : 3,
        Post.Manager => employee.Branch == 1 ? 2 : 3,
        Post.Care => 4,
        _ => 5,
    };

    private static Department Department(int id, string name, int branch) => new() { Id = id, Name = name, BranchId = branch, Position = id };

    private static Line Line(int id, string name, int? source, int office, int department, int? investment)
    {
        var number = SilentNumbers.Line(id);
        return new Line
        {
            Id = id,
            Name = name,
            Number = $"{number[3..5]} {number[5..8]} {number[8..10]} {number[10..]}",
            E164 = number,
            SourceId = source,
            SalesOfficeId = office,
            DepartmentId = department,
            InvestmentId = investment,
        };
    }
}
