using MudBlazor;

namespace CrmLive.Web.App;

/// <summary>MudBlazor's palette in our colours; the tokens of css/tokens.css are the same ones, and a test holds the two together.</summary>
public static class CrmTheme
{
    private static readonly string[] Inter = ["Inter", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0a6660",
            PrimaryContrastText = "#ffffff",
            Secondary = "#4b5552",
            Tertiary = "#1a5cae",
            Success = "#14662f",
            Error = "#c2261c",
            Warning = "#875400",
            Info = "#1a5cae",
            Dark = "#151a19",
            Background = "#f6f7f6",
            BackgroundGray = "#eff1f0",
            Surface = "#ffffff",
            TextPrimary = "#151a19",
            TextSecondary = "#4b5552",
            TextDisabled = "#616b68",
            ActionDefault = "#4b5552",
            ActionDisabled = "#616b68",
            LinesDefault = "#e2e6e4",
            LinesInputs = "#c5ccc9",
            Divider = "#e2e6e4",
            TableLines = "#e2e6e4",
            TableHover = "#f1f4f3",
            OverlayDark = "rgba(21,26,25,0.4)",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#4cc3b8",
            PrimaryContrastText = "#06201e",
            Secondary = "#aab4b1",
            Tertiary = "#82b6ff",
            Success = "#7bdc9b",
            SuccessContrastText = "#0f1211",
            Error = "#ff8478",
            ErrorContrastText = "#0f1211",
            Warning = "#f5bd4f",
            WarningContrastText = "#0f1211",
            Info = "#82b6ff",
            InfoContrastText = "#0f1211",
            Background = "#0f1211",
            BackgroundGray = "#121615",
            Surface = "#161a19",
            TextPrimary = "#e9eeec",
            TextSecondary = "#aab4b1",
            TextDisabled = "#929d9a",
            ActionDefault = "#aab4b1",
            ActionDisabled = "#929d9a",
            LinesDefault = "#29302e",
            LinesInputs = "#3d4644",
            Divider = "#29302e",
            TableLines = "#29302e",
            TableHover = "#1e2423",
            OverlayDark = "rgba(0,0,0,0.6)",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Inter, FontSize = "0.875rem", LineHeight = "1.45" },
            Body1 = new Body1Typography { FontSize = "0.875rem" },
            Body2 = new Body2Typography { FontSize = "0.875rem" },
            H6 = new H6Typography { FontSize = "1rem", FontWeight = "600" },
            Button = new ButtonTypography { FontSize = "0.875rem", FontWeight = "500", TextTransform = "none" },
        },
    };
}
