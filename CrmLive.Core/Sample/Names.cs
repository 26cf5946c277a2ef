namespace CrmLive.Core.Sample;

/// <summary>Common first and last names of the peoples one meets in Warsaw; put together by chance, so they are nobody's.</summary>
internal static class Names
{
    public static readonly string[] PolishWomen =
    [
        "Anna", "Maria", "Katarzyna", "Małgorzata", "Agnieszka", "Barbara", "Ewa", "Magdalena", "Joanna", "Monika", "Aleksandra", "Zofia", "Natalia",
        "Julia", "Karolina", "Paulina", "Marta", "Beata", "Dorota", "Renata", "Iwona", "Alicja", "Weronika", "Hanna", "Łucja", "Róża", "Oliwia", "Grażyna",
    ];

    public static readonly string[] PolishMen =
    [
        "Piotr", "Krzysztof", "Andrzej", "Tomasz", "Paweł", "Jan", "Michał", "Marcin", "Jakub", "Adam", "Marek", "Łukasz", "Grzegorz", "Wojciech",
        "Mateusz", "Rafał", "Robert", "Kamil", "Maciej", "Szymon", "Bartosz", "Dawid", "Filip", "Zbigniew", "Sławomir", "Stanisław", "Hubert", "Żelisław",
    ];

    /// <summary>As a man bears them.</summary>
    public static readonly string[] Polish =
    [
        "Nowak", "Kowalski", "Wiśniewski", "Wójcik", "Kowalczyk", "Kamiński", "Lewandowski", "Zieliński", "Szymański", "Woźniak", "Dąbrowski",
        "Kozłowski", "Jankowski", "Mazur", "Kwiatkowski", "Krawczyk", "Kaczmarek", "Piotrowski", "Grabowski", "Zając", "Pawłowski", "Michalski", "Król",
        "Wieczorek", "Jabłoński", "Wróbel", "Nowakowski", "Majewski", "Olszewski", "Stępień", "Malinowski", "Jaworski", "Adamczyk", "Dudek", "Nowicki",
        "Pawlak", "Górski", "Witkowski", "Walczak", "Sikora", "Baran", "Rutkowski", "Michalak", "Szewczyk", "Ostrowski", "Tomaszewski", "Pietrzak",
        "Zalewski", "Wróblewski", "Marciniak", "Jasiński", "Zawadzki", "Bąk", "Jakubowski", "Sadowski", "Duda", "Włodarczyk", "Wilk", "Chmielewski",
        "Borkowski", "Sokołowski", "Szczepański", "Sawicki", "Kucharski", "Lis", "Maciejewski", "Kubiak", "Kalinowski", "Wysocki", "Mazurek", "Kołodziej",
        "Kaźmierczak", "Czarnecki", "Sobczak", "Konieczny", "Głowacki", "Urbański", "Zakrzewski", "Wasilewski", "Krajewski", "Laskowski", "Gajewski",
        "Mróz", "Ziółkowski", "Szulc", "Makowski", "Kaczmarczyk", "Brzeziński", "Baranowski", "Przybylski", "Cieślak", "Błaszczyk", "Święcicki", "Źródlak",
    ];

    public static readonly string[] UkrainianWomen =
        ["Olena", "Iryna", "Nataliia", "Oksana", "Tetiana", "Kateryna", "Yuliia", "Sofiia", "Liudmyla", "Daryna", "Mariana", "Svitlana"];

    public static readonly string[] UkrainianMen =
        ["Oleksandr", "Andrii", "Serhii", "Dmytro", "Volodymyr", "Mykola", "Taras", "Bohdan", "Ihor", "Yurii", "Maksym", "Vasyl"];

    public static readonly string[] Ukrainian =
    [
        "Shevchenko", "Kovalenko", "Bondarenko", "Tkachenko", "Kravchenko", "Melnyk", "Boiko", "Koval", "Lysenko", "Marchenko", "Rudenko", "Savchenko",
        "Petrenko", "Moroz", "Klymenko", "Ponomarenko", "Vasylenko", "Hrytsenko", "Pavlenko", "Zhuk",
    ];

    /// <summary>Some clients are written down in their own letters.</summary>
    public static readonly (string First, string Last)[] Cyrillic =
    [
        ("Георгий", "Жуков"), ("Ольга", "Щербакова"), ("Андрій", "Їжакевич"), ("Марія", "Ґалаґан"), ("Алесь", "Кавалевіч"), ("Юлия", "Тимошина"),
        ("Степан", "Гайдук"), ("Наталя", "Чорновіл"), ("Фёдор", "Ёлкин"), ("Вікторія", "Соловей"),
    ];

    public static readonly (string First, string Last)[] Foreign =
    [
        ("Thomas", "Müller"), ("Claire", "Dubois"), ("James", "O'Neill"), ("Priya", "Sharma"), ("Nguyễn", "Văn Minh"), ("Trần", "Thị Hoa"), ("Elif", "Yılmaz"),
        ("Giulia", "Rossi"), ("Søren", "Kjær"), ("Ana", "García Núñez"), ("Emily", "Clarke"), ("Lukas", "Weiß"), ("Aisha", "Rahman"), ("Tomáš", "Dvořák"),
        ("Zsófia", "Szabó"), ("Mihai", "Ionescu"), ("David", "Cohen"), ("Chloé", "Lefèvre"), ("Arjun", "Patel"), ("Jonas", "Bērziņš"),
    ];

    public static readonly string[] CompanyWords =
        ["Modrzew", "Kwadrat", "Latarnia", "Trzy Mosty", "Bursztyn", "Zapiecek", "Wiatrak", "Sowa", "Przystań", "Kompas", "Ogniwo", "Cegła"];

    public static readonly string[] CompanyTrades = ["Inwestycje", "Nieruchomości", "Consulting", "Logistyka", "Medica", "Studio"];

    public static readonly string[] Towns =
    [
        "Piaseczno", "Pruszków", "Legionowo", "Otwock", "Marki", "Ząbki", "Łomianki", "Józefów", "Łódź", "Kraków", "Gdańsk", "Poznań", "Wrocław", "Lublin",
        "Białystok", "Radom", "Płock", "Siedlce", "Grodzisk Mazowiecki", "Żyrardów", "Wołomin", "Konstancin-Jeziorna", "Mińsk Mazowiecki", "Rzeszów",
    ];
}
