import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import KeyHistory from './KeyHistory.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => void app.component('KeyHistory', KeyHistory),
} satisfies Theme;
