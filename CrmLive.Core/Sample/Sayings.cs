namespace CrmLive.Core.Sample;

/// <summary>What advisors of a Warsaw office jot down after a talk.</summary>
internal static class Sayings
{
    public static readonly string[] FirstTalk =
    [
        "Szuka 2 pokoi z balkonem, kredyt ok. 80%.", "3 pokoje dla rodziny, ważna szkoła w pobliżu.", "Inwestycyjnie, interesują go kawalerki.",
        "Prosi o rzuty i cennik na maila.", "Pyta o garaż i komórkę lokatorską.", "Chce parter z ogródkiem.", "Budżet do 900 tys., decyzja w tym kwartale.",
        "Sprzedaje swoje mieszkanie, potrzebuje czasu.", "Zainteresowany terminem odbioru i harmonogramem wpłat.", "Woli wyższe piętro, strona zachodnia.",
    ];

    public static readonly string[] FollowUp =
    [
        "Porównuje z inną ofertą, oddzwoni.", "Czeka na decyzję z banku.", "Prosi o wyliczenie rat.", "Po rozmowie z żoną, dalej zainteresowani.",
        "Umówić prezentację po weekendzie.", "Pyta o możliwość rabatu przy płatności z góry.", "Prosi o kontakt w przyszłym tygodniu.", "Chce obejrzeć drugi raz.",
    ];

    public static readonly string[] Meeting =
    [
        "Obejrzeli model i plan osiedla, wybrane 2 lokale.", "Prezentacja na budowie, duże zainteresowanie.", "Omówione warunki umowy deweloperskiej.",
        "Spotkanie z doradcą kredytowym, zdolność potwierdzona.", "Negocjacje ceny, wrócimy z propozycją.", "Podobał się układ, obawy o hałas od ulicy.",
    ];

    public static readonly string[] Email =
        ["Wysłana oferta z rzutami.", "Wysłany cennik i harmonogram wpłat.", "Przypomnienie o ofercie.", "Wysłany wzór umowy.", "Potwierdzenie spotkania."];

    public static readonly string[] Task =
        ["Przygotować kalkulację.", "Sprawdzić dostępność miejsca w garażu.", "Uzgodnić termin u notariusza.", "Zamówić zaświadczenie."];

    public static readonly string[] Enquiry =
    [
        "Dzień dobry, proszę o cennik dostępnych mieszkań.", "Interesuje mnie lokal 3-pokojowy, proszę o kontakt po 16.", "Czy są jeszcze mieszkania z ogródkiem?",
        "Proszę o informację o terminie oddania.", "Good morning, is a two-room flat still available?", "Добрий день, чи є квартири з ремонтом?",
        "Szukam mieszkania inwestycyjnego do 50 m².", "Proszę o rzut lokalu z ogłoszenia.",
    ];

    public static readonly string[] Spam = ["Oferta pozycjonowania strony.", "Tanie kredyty dla firm!", "test", "Współpraca reklamowa – propozycja."];

    public static readonly string[] EndReasons = ["price", "competitor", "financing", "layout", "neighbourhood", "refused"];
}
