// One small bundle for every page. Nothing here calls the server for what a browser can know by itself:
// clocks, focus, theme and news of change cost no circuit a byte.
import { startClocks } from "./clocks.js";
import { startNews } from "./news.js";
import { startDays } from "./days.js";
import { startDialogs } from "./dialogs.js";
import { startKeys } from "./keys.js";
import { startTheme } from "./theme.js";
import { startDrafts } from "./drafts.js";
import { startCopy } from "./copy.js";
import { startLanding } from "./landing.js";
import { startReconnect } from "./reconnect.js";
import { startHeartbeat } from "./heartbeat.js";

const news = startNews();
startClocks(news.unnoticed);
// Before the keys: what is to be written in can take the focus only in an open dialog.
startDialogs();
startKeys();
startTheme();
startDays();
startDrafts();
startCopy();
startLanding();
startHeartbeat(startReconnect());
