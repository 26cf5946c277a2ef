namespace CrmLive.Core.Sample;

/// <summary>The twenty-five employees of the sample office, by name; an office one can get to know.</summary>
internal sealed class Cast
{
    public static Cast OfWarsaw { get; } = new();

    private Cast()
    {
        Add("Anna", "Sokołowska", Post.Receptionist, 1, "201");
        Add("Zofia", "Mazurek", Post.Receptionist, 1, "202");
        Add("Iryna", "Kovalenko", Post.Receptionist, 2, "203");
        Add("Marek", "Zawadzki", Post.Manager, 1, "210");
        Add("Dorota", "Święcicka", Post.Manager, 2, "211");
        Add("Robert", "Jasiński", Post.Manager, 1, "212");
        Add("Katarzyna", "Lis", Post.Advisor, 1, "221", new Temper(1.2, 7, 1.35, 0.97));
        Add("Tomasz", "Wróbel", Post.Advisor, 1, "222", new Temper(1.1, 18, 1.1, 0.92));
        Add("Łukasz", "Żak", Post.Advisor, 1, "223", new Temper(1.0, 35, 1.0, 0.85));
        Add("Paulina", "Dąbrowska", Post.Advisor, 1, "224", new Temper(1.1, 12, 1.2, 0.95));
        Add("Andrii", "Melnyk", Post.Advisor, 1, "225", new Temper(0.9, 25, 0.95, 0.9));
        Add("Grzegorz", "Baran", Post.Advisor, 1, "226", new Temper(0.9, 150, 0.7, 0.55));
        Add("Oliwia", "Kubiak", Post.Advisor, 1, "227", new Temper(0.6, 22, 0.75, 0.88));
        Add("Magdalena", "Górska", Post.Advisor, 2, "231", new Temper(1.2, 9, 1.3, 0.96));
        Add("Piotr", "Adamczyk", Post.Advisor, 2, "232", new Temper(1.1, 40, 1.15, 0.8));
        Add("Natalia", "Czarnecka", Post.Advisor, 2, "233", new Temper(1.0, 15, 1.0, 0.93));
        Add("Szymon", "Król", Post.Advisor, 2, "234", new Temper(1.0, 60, 0.9, 0.75));
        Add("Oksana", "Bondarenko", Post.Advisor, 2, "235", new Temper(0.9, 14, 1.05, 0.94));
        Add("Wojciech", "Duda", Post.Advisor, 2, "236", new Temper(0.8, 240, 0.8, 0.5));
        Add("Hubert", "Szulc", Post.Advisor, 2, "237", new Temper(0.5, 30, 0.65, 0.85));
        Add("Renata", "Wilk", Post.Care, 1, "241");
        Add("Filip", "Urbański", Post.Care, 2, "242");
        Add("Beata", "Głowacka", Post.Care, 1, "243");
        Add("Adam", "Stępień", Post.Administrator, 1, "251");
        Add("Ewa", "Laskowska", Post.DataProtectionOfficer, 1, "252");
        Advisors = [.. Everyone.Where(e => e.Post == Post.Advisor)];
        Receptionists = [.. Everyone.Where(e => e.Post == Post.Receptionist)];
        Care = [.. Everyone.Where(e => e.Post == Post.Care)];
    }

    public List<Employee> Everyone { get; } = [];

    public IReadOnlyList<Employee> Advisors { get; }

    public IReadOnlyList<Employee> Receptionists { get; }

    public IReadOnlyList<Employee> Care { get; }

    public Employee ManagerOf(int branch) => Everyone.First(e => e.Post == Post.Manager && e.Branch == branch);

    private void Add(string first, string last, Post post, int branch, string extension, Temper? temper = null) =>
        Everyone.Add(new Employee(Everyone.Count + 1, first, last, post, branch, extension, temper ?? Temper.Even));
}
